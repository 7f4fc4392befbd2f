package dev.parley.speech.azure;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.concurrent.ExecutorService;

/**
 * Carries the application's context to listeners. The SDK calls back on threads that the server does not know: whatever a
 * listener starts there would run without the application's class loader and names.
 */
final class CallersContext {
    private CallersContext() {}

    /** {@code listener}, called in the context of this moment; itself where the executor is not the server's. */
    static <T> T captured(ExecutorService executor, T listener, Class<T> as) {
        return executor instanceof ManagedExecutorService managed
                ? managed.getContextService().createContextualProxy(listener, as)
                : listener;
    }
}
