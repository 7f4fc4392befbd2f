package dev.parley.speech.azure;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    private static final Logger LOG = Logger.getLogger(Retirement.class.getName());
    private static final long LOOK_EVERY_MS = 20;

    private final ExecutorService natives;
    private final ScheduledExecutorService timers;

    Retirement(ExecutorService natives, ScheduledExecutorService timers) {
        this.natives = natives;
        this.timers = timers;
    }

    /** Once {@code begun} is done, stops; once stopped, releases. Never waits. */
    void retire(Future<?> begun, Supplier<Future<?>> stop, Runnable release) {
        whenDone(begun, () -> whenDone(stop.get(), release));
    }

    /** Runs {@code next}, which may be native, once {@code work} is done; gives up, leaving it alone, after 12 s. */
    void whenDone(Future<?> work, Runnable next) {
        look(work, next, System.nanoTime() + LONGEST_STOP.toNanos());
    }

    /** Releases it once it is quiet, at the latest after 12 s; no text must be under way on it. Never waits. */
    void release(NativeSynthesiser ended) {
        release(ended, System.nanoTime() + LONGEST_STOP.toNanos());
    }

    private void release(NativeSynthesiser ended, long deadline) {
        natives.execute(() -> {
            long quietInNanos = ended.quietInNanos();
            if (quietInNanos == 0 || System.nanoTime() - deadline >= 0) {
                run(ended::release);
            } else {
                timers.schedule(() -> release(ended, deadline), quietInNanos, TimeUnit.NANOSECONDS);
            }
        });
    }

    private void look(Future<?> work, Runnable next, long deadline) {
        if (work.isDone()) {
            natives.execute(() -> run(next));
        } else if (System.nanoTime() - deadline < 0) {
            timers.schedule(() -> look(work, next, deadline), LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        } else {
            LOG.log(Level.WARNING, "The Speech SDK did not stop within {0}; its handles are abandoned", LONGEST_STOP);
        }
    }

    private static void run(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A native object of the Speech SDK could not be ended", e);
        }
    }
}
