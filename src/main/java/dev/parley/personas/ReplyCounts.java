package dev.parley.personas;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reply times, counted in buckets of which each is a tenth wider than the one before: sums of them add up, and their median is
 * told to within a few percent.
 *
 * @param counts how many were in each bucket, from the fastest; 70 of them
 */
public record ReplyCounts(List<Long> counts) {
    private static final int BUCKETS = 70;
    private static final double FIRST_MS = 50; // nobody replies faster
    private static final double WIDER = 1.1; // the last bucket begins behind half a minute

    public static final ReplyCounts NONE = new ReplyCounts(Collections.nCopies(BUCKETS, 0L));

    public ReplyCounts {
        if (counts.size() != BUCKETS) {
            throw new IllegalArgumentException("reply times have " + BUCKETS + " buckets, not " + counts.size());
        }
        counts = List.copyOf(counts);
    }

    ReplyCounts plus(List<Long> repliesMs) {
        var more = new ArrayList<>(counts);
        repliesMs.forEach(ms -> more.set(bucket(ms), more.get(bucket(ms)) + 1));
        return new ReplyCounts(more);
    }

    ReplyCounts plus(ReplyCounts other) {
        var more = new ArrayList<>(counts);
        for (int i = 0; i < BUCKETS; i++) {
            more.set(i, more.get(i) + other.counts.get(i));
        }
        return new ReplyCounts(more);
    }

    /** In ms, as if the times of a bucket were spread evenly over it; empty where there is none. */
    public OptionalLong median() {
        double half = counts.stream().mapToLong(Long::longValue).sum() / 2.0;
        double before = 0;
        for (int i = 0; i < BUCKETS; i++) {
            long here = counts.get(i);
            if (here > 0 && before + here >= half) {
                double from = i == 0 ? 0 : end(i - 1);
                return OptionalLong.of(Math.round(from + (half - before) / here * (end(i) - from)));
            }
            before += here;
        }
        return OptionalLong.empty();
    }

    private static int bucket(long ms) {
        double steps = Math.ceil(Math.log(Math.max(ms, 1) / FIRST_MS) / Math.log(WIDER));
        return (int) Math.clamp(steps, 0, BUCKETS - 1);
    }

    private static double end(int bucket) {
        return FIRST_MS * Math.pow(WIDER, bucket);
    }
}
