package dev.parley.call;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** What a stage failed with, without the wrapping that stages add. */
final class Failures {
    private Failures() {}

    static Throwable causeOf(Throwable failure) {
        return (failure instanceof CompletionException || failure instanceof ExecutionException)
                        && failure.getCause() != null
                ? causeOf(failure.getCause())
                : failure;
    }
}
