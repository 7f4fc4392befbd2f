package dev.parley.telemetry;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts times in buckets that are 6 % wide, so that quantiles are right to 6 %. Recording allocates nothing and takes no
 * lock: fit for the path of every frame. Thread-safe.
 */
public final class LatencyHistogram {
    private static final int PER_DOUBLING_BITS = 4;
    private static final int PER_DOUBLING = 1 << PER_DOUBLING_BITS;

    private final AtomicLongArray buckets = new AtomicLongArray(Long.SIZE * PER_DOUBLING);
    private final AtomicLong longest = new AtomicLong();

    public void record(long nanos) {
        buckets.incrementAndGet(bucket(Math.max(0, nanos)));
        if (nanos > longest.get()) {
            longest.accumulateAndGet(nanos, Math::max);
        }
    }

    /** How many were recorded. */
    public long count() {
        var count = 0L;
        for (var index = 0; index < buckets.length(); index++) {
            count += buckets.get(index);
        }
        return count;
    }

    /** Nanoseconds that the share {@code of} (0 to 1) of all did not exceed, as the upper end of their bucket; 0 of none. */
    public long quantileNanos(double of) {
        var left = Math.max(1, (long) Math.ceil(of * count()));
        for (var index = 0; index < buckets.length(); index++) {
            left -= buckets.get(index);
            if (left <= 0) {
                return Math.min(upperEnd(index), longest.get());
            }
        }
        return longest.get();
    }

    public long longestNanos() {
        return longest.get();
    }

    /** Begins anew; what is recorded meanwhile may be lost. */
    public void clear() {
        for (var index = 0; index < buckets.length(); index++) {
            buckets.set(index, 0);
        }
        longest.set(0);
    }

    private static int bucket(long nanos) {
        if (nanos < PER_DOUBLING) {
            return (int) nanos;
        }
        var doublings = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - PER_DOUBLING_BITS;
        return (doublings << PER_DOUBLING_BITS) + (int) (nanos >>> doublings);
    }

    private static long upperEnd(int bucket) {
        if (bucket < PER_DOUBLING) {
            return bucket;
        }
        var doublings = (bucket >> PER_DOUBLING_BITS) - 1;
        var within = bucket - (doublings << PER_DOUBLING_BITS);
        return ((within + 1L) << doublings) - 1;
    }
}
