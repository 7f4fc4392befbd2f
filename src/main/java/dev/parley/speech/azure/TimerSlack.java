package dev.parley.speech.azure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets the timers of the SDK's threads be a little late, so that Linux wakes many of them at once. Each socket of the SDK is
 * looked at by a thread of its own, 50 or 100 times a second: its threads are more than half of what a call costs (docs/bench/README.md).
 * A thread has the slack of the one that started it: prctl(2), PR_SET_TIMERSLACK. Elsewhere than on Linux nothing is changed.
 */
final class TimerSlack {
    /** 4 ms, in nanoseconds; by itself Linux takes 50 µs. */
    private static final String LATE_NANOS = "4000000";
    /** What the thread had in the beginning. */
    private static final String ITS_OWN = "0";

    private static final Path THIS_THREAD = Path.of("/proc/thread-self");
    private static final Logger LOG = Logger.getLogger(TimerSlack.class.getName());

    private TimerSlack() {}

    /**
     * Runs {@code starting}; threads that are started meanwhile, by it or by one of those, may be woken late. On a virtual thread
     * it is the carrier whose slack is changed and set back.
     */
    static <T> T inherited(Supplier<T> starting) {
        var own = ofThisThread();
        own.ifPresent(file -> set(file, LATE_NANOS));
        try {
            return starting.get();
        } finally {
            own.ifPresent(file -> set(file, ITS_OWN));
        }
    }

    /** Threads have this file by their number only, not among the process's own: proc(5). */
    private static Optional<Path> ofThisThread() {
        try {
            var number = Files.readSymbolicLink(THIS_THREAD).getFileName().toString();
            return Optional.of(Path.of("/proc", number, "timerslack_ns"));
        } catch (IOException | UnsupportedOperationException notLinux) {
            return Optional.empty();
        }
    }

    private static void set(Path file, String nanos) {
        try {
            Files.writeString(file, nanos);
        } catch (IOException e) {
            LOG.log(Level.FINE, "The timers of the Speech SDK stay as they are", e);
        }
    }
}
