package dev.parley.speech.azure;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends native objects in the background. The SDK refuses to close what still runs and its stop may take 10 s when the
 * service stalls (azure-speech-usp §5), so nobody waits for it: it is looked at now and then. Thread-safe.
 */
final class Retirement {
    /** 12 s: beyond the 10 s in which the SDK itself gives up. */
    static final Duration LONGEST_STOP = Duration.ofSeconds(12);
    /**
     * 2 s: a thread of the SDK that just told us something may still hold the object. If it is released meanwhile, that thread
     * ends it, fails to wait for itself and takes the whole process along (cognitive-services-speech-sdk issue 3070).
     */
    static final Duration QUIET = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(Retirement.class.getName());
    private static final long LOOK_EVERY_MS = 20;

    private final ExecutorService natives;
    private final ScheduledExecutorService timers;

    /** A native object on which nothing is under way any more. */
    interface Retired {
        /** When the SDK was last asked for something or told us something; {@link System#nanoTime} at most. */
        long busyUntilNanos();

        /** Native. Frees it; it is quiet. */
        void free();
    }

    Retirement(ExecutorService natives, ScheduledExecutorService timers) {
        this.natives = natives;
        this.timers = timers;
    }

    /** Once {@code begun} is done, stops; once stopped, releases. Never waits. */
    void retire(Future<?> begun, Supplier<Future<?>> stop, Retired ended) {
        whenDone(begun, () -> whenDone(stop.get(), () -> release(ended)));
    }

    /** Runs {@code next}, which may be native, once {@code work} is done; gives up, leaving it alone, after 12 s. */
    void whenDone(Future<?> work, Runnable next) {
        look(work::isDone, next, System.nanoTime() + LONGEST_STOP.toNanos(), Retirement::abandoned);
    }

    /** Runs {@code next}, which may be native, once {@code done}, or when the time is over. */
    void whenDone(BooleanSupplier done, Duration atMost, Runnable next) {
        look(done, next, System.nanoTime() + atMost.toNanos(), () -> natives.execute(() -> run(next)));
    }

    /** Frees it once it has been quiet, at the latest after 12 s. Never waits. */
    void release(Retired ended) {
        release(ended, System.nanoTime() + LONGEST_STOP.toNanos());
    }

    private void release(Retired ended, long deadline) {
        natives.execute(() -> {
            long now = System.nanoTime();
            long quietInNanos = ended.busyUntilNanos() + QUIET.toNanos() - now;
            if (quietInNanos <= 0 || now - deadline >= 0) {
                run(ended::free);
            } else {
                timers.schedule(() -> release(ended, deadline), quietInNanos, TimeUnit.NANOSECONDS);
            }
        });
    }

    private void look(BooleanSupplier done, Runnable next, long deadline, Runnable inVain) {
        if (done.getAsBoolean()) {
            natives.execute(() -> run(next));
        } else if (System.nanoTime() - deadline < 0) {
            timers.schedule(() -> look(done, next, deadline, inVain), LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        } else {
            inVain.run();
        }
    }

    private static void abandoned() {
        LOG.log(Level.WARNING, "The Speech SDK did not stop within {0}; its handles are abandoned", LONGEST_STOP);
    }

    private static void run(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A native object of the Speech SDK could not be ended", e);
        }
    }
}
