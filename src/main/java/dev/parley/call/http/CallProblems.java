package dev.parley.call.http;

import dev.parley.call.CallControlFailed;
import dev.parley.call.CallRefused;
import dev.parley.call.UnknownPersona;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Problem documents of the calls resource. */
final class CallProblems {
    private CallProblems() {}

    static RequestRefused noSuchCall() {
        return new RequestRefused(Problem.of(404, "No such call", "This server knows no call of this id."));
    }

    /** What went wrong while a call was placed; others are passed on as they are. */
    static RuntimeException ofPlacing(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof CallRefused refused) {
            return new RequestRefused(Problem.of(503, "No call is taken", refused.getMessage()));
        }
        if (cause instanceof UnknownPersona) {
            return new RequestRefused(
                    new Problem(422, "Not valid", "See errors.", List.of("context.persona: no such persona")));
        }
        if (cause instanceof CallControlFailed failed) {
            return new RequestRefused(
                    Problem.of(failed.retryable() ? 503 : 502, "Call initiation failed", failed.getMessage()));
        }
        return cause instanceof RuntimeException unexpected ? unexpected : new IllegalStateException(cause);
    }
}
