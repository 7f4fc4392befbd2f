package dev.parley.emulator.speech.synthesis;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;

/** Runs tasks of one socket one after another on a shared executor, in the order given. Thread-safe; bounded. */
final class SerialWork {
    /** More pieces of text than any answer has. */
    private static final int MOST = 10_000;

    private final Executor executor;
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean running;
    private boolean stopped;

    SerialWork(Executor executor) {
        this.executor = executor;
    }

    /** Queues a task; false when there are too many or the work was stopped. */
    synchronized boolean offer(Runnable task) {
        if (stopped || tasks.size() >= MOST) {
            return false;
        }
        tasks.addLast(task);
        if (!running) {
            running = true;
            executor.execute(this::run);
        }
        return true;
    }

    /** Forgets all tasks; one that runs finishes. */
    synchronized void stop() {
        stopped = true;
        tasks.clear();
    }

    private void run() {
        while (true) {
            Runnable next;
            synchronized (this) {
                next = tasks.pollFirst();
                if (next == null) {
                    running = false;
                    return;
                }
            }
            next.run();
        }
    }
}
