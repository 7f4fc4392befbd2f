package dev.parley.realtime.openai;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Notices that a service that owes a response says nothing any more, while its socket stands. Thread-safe. */
final class SilenceWatch {
    /** 6 s: a response begins within one or two and then comes faster than it plays; callers wait 8 s for a first word at most. */
    static final Duration LONGEST = Duration.ofSeconds(6);

    private final Consumer<Runnable> inASecond;
    private final LongSupplier nanos;
    private final Runnable silent;
    private boolean owed;
    private boolean checking;
    private long heardAt;

    /**
     * @param inASecond runs a check so much later
     * @param silent told once for each response
     */
    SilenceWatch(Consumer<Runnable> inASecond, LongSupplier nanos, Runnable silent) {
        this.inASecond = inASecond;
        this.nanos = nanos;
        this.silent = silent;
    }

    /** A response was asked for. */
    synchronized void owed() {
        owed = true;
        heardAt = nanos.getAsLong();
        if (!checking) {
            checking = true;
            inASecond.accept(this::check);
        }
    }

    /** The service said something. */
    synchronized void heard() {
        heardAt = nanos.getAsLong();
    }

    /** The response has ended, or nobody waits any more. */
    synchronized void settled() {
        owed = false;
    }

    private void check() {
        if (isSilent()) {
            silent.run();
        }
    }

    private synchronized boolean isSilent() {
        checking = owed && nanos.getAsLong() - heardAt < LONGEST.toNanos();
        if (checking) {
            inASecond.accept(this::check);
            return false;
        }
        boolean found = owed;
        owed = false;
        return found;
    }
}
