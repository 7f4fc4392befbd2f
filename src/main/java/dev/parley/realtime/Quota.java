package dev.parley.realtime;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * What one deployment still lets begin, as far as this node knows: so many sessions a minute, and what the service tells of its
 * own limits. Thread-safe.
 */
public final class Quota {
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    /** Less than 5 % left of a limit: a talk that begins now would be refused in the middle of a sentence. */
    private static final double NEARLY_NONE = 0.05;

    private final int connectionsPerMinute;
    private final LongSupplier nanos;
    private final Deque<Long> asked = new ArrayDeque<>();
    private long busyUntil;
    private boolean busy;

    /** @param nanos a clock that only runs forward */
    public Quota(int connectionsPerMinute, LongSupplier nanos) {
        this.connectionsPerMinute = connectionsPerMinute;
        this.nanos = nanos;
    }

    /** Zero when another session may be asked for; else how long to wait, at most a minute. */
    public synchronized Duration untilFree() {
        long now = nanos.getAsLong();
        while (!asked.isEmpty() && now - asked.getFirst() >= MINUTE_NANOS) {
            asked.removeFirst();
        }
        long full = asked.size() < connectionsPerMinute ? 0 : asked.getFirst() + MINUTE_NANOS - now;
        long told = busy ? busyUntil - now : 0;
        return Duration.ofNanos(Math.max(0, Math.max(full, told)));
    }

    /** A session was asked for. */
    public synchronized void asked() {
        asked.addLast(nanos.getAsLong());
    }

    /** The service refuses sessions for so long. */
    public synchronized void refused(Duration retryAfter) {
        busyFor(retryAfter);
    }

    /** The service gave one: it takes others. */
    public synchronized void given() {
        busy = false;
    }

    /** What the service tells of one of its limits: so much of it is left, all of it again after {@code reset}. */
    public synchronized void left(double remaining, double limit, Duration reset) {
        if (limit > 0 && remaining < limit * NEARLY_NONE) {
            busyFor(reset);
        }
    }

    /** At most a minute: these limits are of a minute, and one wrong number must not shut the door for the day. */
    private void busyFor(Duration wait) {
        long until = nanos.getAsLong() + Math.min(MINUTE_NANOS, wait.toNanos());
        if (!busy || until - busyUntil > 0) {
            busyUntil = until;
        }
        busy = true;
    }
}
