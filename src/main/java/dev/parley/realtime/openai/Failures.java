package dev.parley.realtime.openai;

import dev.parley.web.RefusedKeys.Service;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;

/** What a refused or failed upgrade means. */
final class Failures {
    /** Of an upgrade that succeeded. */
    private static final int SWITCHING = 101;
    /** No answer at all. */
    private static final int NONE = 0;

    private Failures() {}

    static int status(Throwable failure) {
        if (failure == null) {
            return SWITCHING;
        }
        return cause(failure) instanceof WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : NONE;
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
        return status == NONE || status == 408 || status == 429 || status >= 500;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
