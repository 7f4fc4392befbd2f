package dev.parley.config;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A managed executor, and threads of our own from when that takes no more: Liberty 26 refuses tasks as soon as the
 * server is told to stop, up to 30 s before the application is, whose calls are to be ended in good order. Takes nothing once
 * {@link #end} was called. Thread-safe.
 */
final class LastingExecutor extends AbstractExecutorService {
    private final ExecutorService managed;
    private final ThreadFactory ours;
    private final ClassLoader classes = Thread.currentThread().getContextClassLoader();
    private volatile boolean over;

    /** @param ours makes the threads of the last tasks */
    LastingExecutor(ExecutorService managed, ThreadFactory ours) {
        this.managed = managed;
        this.ours = ours;
    }

    @Override
    public void execute(Runnable task) {
        try {
            managed.execute(task);
        } catch (RejectedExecutionException e) {
            if (over) {
                throw e;
            }
            var thread = ours.newThread(task);
            thread.setContextClassLoader(classes);
            thread.start();
        }
    }

    void end() {
        over = true;
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
