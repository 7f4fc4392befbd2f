package dev.parley.config;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A managed executor whose tasks have the application's class loader and names, whoever hands them in: by itself it gives them
 * those of the thread that does, and threads of the Speech SDK, of Netty and of sockets have none. Thread-safe.
 */
class ApplicationExecutor extends AbstractExecutorService {
    private final Executor managed;
    private final Executor context;

    /** @param context runs a task at once, in the context of the application */
    ApplicationExecutor(Executor managed, Executor context) {
        this.managed = managed;
        this.context = context;
    }

    @Override
    public void execute(Runnable task) {
        managed.execute(() -> context.execute(task));
    }

    @Override
    public void shutdown() {
        throw theContainers();
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw theContainers();
    }

    @Override
    public boolean isShutdown() {
        throw theContainers();
    }

    @Override
    public boolean isTerminated() {
        throw theContainers();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        throw theContainers();
    }

    /** As managed executors answer (Jakarta Concurrency §3.1). */
    private static IllegalStateException theContainers() {
        return new IllegalStateException("this executor begins and ends with the application");
    }
}
