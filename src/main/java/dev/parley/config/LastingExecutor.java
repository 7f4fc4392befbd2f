package dev.parley.config;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

/**
 * As {@link ApplicationExecutor}, and threads of our own from when that takes no more: Liberty 26 refuses tasks as soon as the
 * server is told to stop, up to 30 s before the application is, whose calls are to be ended in good order. Takes nothing once
 * {@link #end} was called. Thread-safe.
 */
final class LastingExecutor extends ApplicationExecutor {
    private final ThreadFactory ours;
    private final ClassLoader classes = Thread.currentThread().getContextClassLoader();
    private volatile boolean over;

    /** @param ours makes the threads of the last tasks */
    LastingExecutor(Executor managed, Executor context, ThreadFactory ours) {
        super(managed, context);
        this.ours = ours;
    }

    @Override
    public void execute(Runnable task) {
        try {
            super.execute(task);
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
}
