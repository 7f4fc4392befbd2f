package dev.parley.conversation;

import dev.parley.config.Threads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The clock that a conversation and its engine live by, and its alarms. Thread-safe. */
public interface Time {
    /** Nanoseconds of a clock that never goes back; only differences mean anything. */
    long nanos();

    /**
     * Runs something later, once, on a thread that serves everybody's: it must be quick, who has more to do hands it on. Returns
     * what cancels it; cancelling late is no error.
     */
    Runnable after(Duration wait, Runnable task);

    /** The real one: {@link System#nanoTime}. */
    static Time of(Threads threads) {
        return new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Runnable after(Duration wait, Runnable task) {
                var timer = threads.alarms().schedule(() -> run(task), wait.toNanos(), TimeUnit.NANOSECONDS);
                return () -> timer.cancel(false);
            }
        };
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            System.getLogger(Time.class.getName()).log(System.Logger.Level.ERROR, "An alarm broke", e);
        }
    }
}
