package dev.parley.realtime.openai;

import dev.parley.web.RefusedKeys.Service;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** What a refused or failed upgrade means. */
final class Failures {
    static final int THROTTLED = 429;

    /** Of an upgrade that succeeded. */
    private static final int SWITCHING = 101;
    /** No answer at all. */
    private static final int NONE = 0;

    private static final Duration UNTOLD = Duration.ofSeconds(10);

    private Failures() {}

    static int status(Throwable failure) {
        if (failure == null) {
            return SWITCHING;
        }
        return cause(failure) instanceof WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : NONE;
    }

    /** How long the service wants to be left alone; 10 s where it does not tell. */
    static Duration retryAfter(Throwable failure) {
        return cause(failure) instanceof WebSocketHandshakeException refused
                ? refused.getResponse()
                        .headers()
                        .firstValue("Retry-After")
                        .filter(seconds -> seconds.matches("\\d{1,6}"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(UNTOLD)
                : UNTOLD;
    }

    static String reason(Throwable failure) {
        return switch (status(failure)) {
            case 401, 403 -> Service.OPENAI.refusal();
            case 404 -> "Azure OpenAI has no such realtime deployment";
            case NONE ->
                "Azure OpenAI Realtime cannot be reached: "
                        + cause(failure).getClass().getSimpleName();
            default -> "Azure OpenAI Realtime answered " + status(failure);
        };
    }

    /** What a service refuses for good, it refuses again; throttled and broken ones may be asked again. */
    static boolean retryable(int status) {
        return status == NONE || status == 408 || status == THROTTLED || status >= 500;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
