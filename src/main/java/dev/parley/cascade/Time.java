package dev.parley.cascade;

import dev.parley.config.Threads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The clock of an engine, and its alarms. Thread-safe. */
interface Time {
    long nanos();

    /** Runs something later, on a thread that may work; returns what cancels it. Cancelling late is no error. */
    Runnable after(Duration wait, Runnable task);

    static Time of(Threads threads) {
        return new Time() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Runnable after(Duration wait, Runnable task) {
                var timer = threads.timers()
                        .schedule(() -> threads.virtual().execute(task), wait.toNanos(), TimeUnit.NANOSECONDS);
                return () -> timer.cancel(false);
            }
        };
    }
}
