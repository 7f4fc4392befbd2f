package dev.parley.emulator.bench;

import java.util.Arrays;

/** Times of one stage, kept whole so that quantiles are exact. Thread-safe; beyond a million the rest is not kept. */
public final class Times {
    private static final int MOST = 1_000_000;

    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(long each) {
        if (count == nanos.length && count < MOST) {
            nanos = Arrays.copyOf(nanos, Math.min(MOST, 2 * count));
        }
        if (count < nanos.length) {
            nanos[count++] = each;
        }
    }

    synchronized void clear() {
        count = 0;
    }

    /** The times so far, shortest first. */
    public synchronized long[] sorted() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted;
    }

    /** The time that the share {@code of} of all did not exceed, of a sorted array; 0 of none. */
    public static long quantile(long[] sorted, double of) {
        return sorted.length == 0
                ? 0
                : sorted[Math.clamp((int) Math.ceil(of * sorted.length) - 1, 0, sorted.length - 1)];
    }
}
