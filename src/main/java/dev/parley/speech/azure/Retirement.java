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
     * 10 min: on a machine that was too full for a while the SDK gives up much later; what was left to it then would look at its
     * socket for ever.
     */
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(10);
    /**
     * 2 s: a thread of the SDK that just told us something may still hold the object. If it is released meanwhile, that thread
     * ends it, fails to wait for itself and takes the whole process along (cognitive-services-speech-sdk issue 3070).
     */
    static final Duration QUIET = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(Retirement.class.getName());
    private static final long LOOK_EVERY_MS = 20;
    private static final long LOOK_AGAIN_EVERY_MS = 1_000;

    private final ExecutorService natives;
    private final ScheduledExecutorService alarms;
    private final Duration longestStop;
    private final Duration longestLook;

    /** A native object on which nothing is under way any more. */
    interface Retired {
        /** When the SDK was last asked for something or told us something; {@link System#nanoTime} at most. */
        long busyUntilNanos();

        /** Native. Frees it; it is quiet. */
        void free();
    }

    Retirement(ExecutorService natives, ScheduledExecutorService alarms) {
        this(natives, alarms, LONGEST_STOP, LONGEST_LOOK);
    }

    /**
     * @param longestStop how long it looks closely whether something is done
     * @param longestLook how long it looks at all, once a second then
     */
    Retirement(ExecutorService natives, ScheduledExecutorService alarms, Duration longestStop, Duration longestLook) {
        this.natives = natives;
        this.alarms = alarms;
        this.longestStop = longestStop;
        this.longestLook = longestLook;
    }

    /** Once {@code begun} is done, stops; once stopped, releases. Never waits. */
    void retire(Future<?> begun, Supplier<Future<?>> stop, Retired ended) {
        whenDone(begun, () -> whenDone(stop.get(), () -> release(ended), () -> {}), () -> {});
    }

    /**
     * Runs {@code next}, which may be native, once {@code work} is done; gives up, leaving its natives to the end of the process,
     * after 10 min.
     *
     * @param inVain is run instead of {@code next} when it gave up
     */
    void whenDone(Future<?> work, Runnable next, Runnable inVain) {
        long begun = System.nanoTime();
        look(work::isDone, next, begun + longestStop.toNanos(), () -> {
            long deadline = begun + longestLook.toNanos();
            look(work::isDone, next, LOOK_AGAIN_EVERY_MS, deadline, () -> abandoned(inVain));
        });
    }

    /** Runs {@code next}, which may be native, once {@code done}, or when the time is over. */
    void whenDone(BooleanSupplier done, Duration atMost, Runnable next) {
        look(done, next, System.nanoTime() + atMost.toNanos(), () -> natives.execute(() -> run(next)));
    }

    /** Frees it once it has been quiet, at the latest after 12 s. Never waits. */
    void release(Retired ended) {
        release(ended, System.nanoTime() + longestStop.toNanos());
    }

    private void release(Retired ended, long deadline) {
        natives.execute(() -> {
            long now = System.nanoTime();
            long quietInNanos = ended.busyUntilNanos() + QUIET.toNanos() - now;
            if (quietInNanos <= 0 || now - deadline >= 0) {
                run(ended::free);
            } else {
                alarms.schedule(() -> release(ended, deadline), quietInNanos, TimeUnit.NANOSECONDS);
            }
        });
    }

    private void look(BooleanSupplier done, Runnable next, long deadline, Runnable inVain) {
        look(done, next, LOOK_EVERY_MS, deadline, inVain);
    }

    private void look(BooleanSupplier done, Runnable next, long everyMs, long deadline, Runnable inVain) {
        if (done.getAsBoolean()) {
            natives.execute(() -> run(next));
        } else if (System.nanoTime() - deadline < 0) {
            alarms.schedule(() -> look(done, next, everyMs, deadline, inVain), everyMs, TimeUnit.MILLISECONDS);
        } else {
            inVain.run();
        }
    }

    private void abandoned(Runnable inVain) {
        LOG.log(Level.WARNING, "The Speech SDK did not stop within {0}; its handles are abandoned", longestLook);
        inVain.run();
    }

    private static void run(Runnable next) {
        try {
            next.run();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A native object of the Speech SDK could not be ended", e);
        }
    }
}
