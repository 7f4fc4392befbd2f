package dev.parley.agents.openai;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Pattern;

/** How long the service asks to be left alone: {@code retry-after-ms}, else {@code retry-after} in seconds (azure-openai-chat §5). */
final class RetryHint {
    private static final HttpHeaderName MILLIS = HttpHeaderName.fromString("retry-after-ms");
    private static final HttpHeaderName SECONDS = HttpHeaderName.fromString("retry-after");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private RetryHint() {}

    static Duration of(HttpResponse response) {
        var millis = response.getHeaderValue(MILLIS);
        if (isNumber(millis)) {
            return Duration.ofMillis(Long.parseLong(millis));
        }
        var seconds = response.getHeaderValue(SECONDS);
        return isNumber(seconds) ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }

    private static boolean isNumber(String value) {
        return value != null && NUMBER.matcher(value).matches();
    }
}
