package dev.parley.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * So many a minute for each and for all together: in any minute, not only in those of the clock. Thread-safe; remembers the latest
 * ten thousand who asked.
 */
public final class Pace {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_REMEMBERED = 10_000;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int forEach;
    private final int forAll;
    private final LongSupplier nanos;
    private final Deque<Long> all = new ArrayDeque<>();
    private final Map<String, Deque<Long>> byUser = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** @param nanos a clock that only runs forward */
    public Pace(int forEach, int forAll, LongSupplier nanos) {
        this.forEach = forEach;
        this.forAll = forAll;
        this.nanos = nanos;
    }

    /** Zero: admitted, and counted; else how long to wait, in whole seconds. */
    public synchronized Duration admit(String user) {
        long now = nanos.getAsLong();
        var own = byUser.computeIfAbsent(user, name -> new ArrayDeque<>());
        long wait = Math.max(wait(own, forEach, now), wait(all, forAll, now));
        if (wait > 0) {
            return Duration.ofSeconds((wait + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND);
        }
        own.addLast(now);
        all.addLast(now);
        return Duration.ZERO;
    }

    private static long wait(Deque<Long> times, int most, long now) {
        while (!times.isEmpty() && now - times.getFirst() >= WINDOW.toNanos()) {
            times.removeFirst();
        }
        return times.size() < most ? 0 : times.getFirst() + WINDOW.toNanos() - now;
    }
}
