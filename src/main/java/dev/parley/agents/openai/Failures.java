package dev.parley.agents.openai;

import com.azure.core.exception.HttpResponseException;
import dev.parley.agents.ChatModel.Cure;
import dev.parley.agents.ChatModel.Ending;
import dev.parley.agents.ChatModel.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/** What an error of the SDK means to a conversation. Reasons name status and code, never a message of the service. */
final class Failures {
    private Failures() {}

    /** The event that ends the answer; a prompt that the service's filter refused is an ending, not a failure. */
    static Event of(Throwable error) {
        for (var cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpResponseException http && http.getResponse() != null) {
                return of(http);
            }
            if (cause instanceof TimeoutException) {
                return new Event.Failed("Azure OpenAI did not answer in time", true);
            }
            if (cause instanceof IOException) {
                return new Event.Failed(
                        "the connection to Azure OpenAI failed: "
                                + cause.getClass().getSimpleName(),
                        true);
            }
        }
        return new Event.Failed(
                "the answer of Azure OpenAI was not understood: "
                        + error.getClass().getSimpleName(),
                true);
    }

    private static Event of(HttpResponseException error) {
        int status = error.getResponse().getStatusCode();
        var code = code(error.getValue());
        if (status == 400 && code.equals("content_filter")) {
            return new Event.Finished(Ending.FILTERED, 0, 0);
        }
        var retryAfter = status == 429 || status == 503 ? RetryHint.of(error.getResponse()) : Duration.ZERO;
        var what =
                switch (status) {
                    case 401, 403 -> "wrong key";
                    case 404 -> "no such deployment";
                    case 429 -> "rate limit";
                    default -> code;
                };
        return new Event.Failed(
                "Azure OpenAI answered " + status + (what.isEmpty() ? "" : ", " + what), cure(status), retryAfter);
    }

    private static Cure cure(int status) {
        return switch (status) {
            case 404 -> Cure.ASK_ELSEWHERE;
            case 408, 409, 429 -> Cure.ASK_AGAIN;
            default -> status >= 500 ? Cure.ASK_AGAIN : Cure.NONE;
        };
    }

    /** {@code error.code} of the body where it has the form of a code. */
    private static String code(Object body) {
        return body instanceof Map<?, ?> map
                        && map.get("error") instanceof Map<?, ?> error
                        && error.get("code") instanceof String code
                        && code.matches("[A-Za-z0-9_.-]{1,64}")
                ? code
                : "";
    }
}
