package dev.parley.emulator.latency;

import java.util.Random;

/**
 * Waits of one kind: log-normal through its median and its 95th percentile; a fixed wait where the two are equal.
 *
 * @param p50Ms median, milliseconds
 * @param p95Ms not less than that
 */
public record Distribution(double p50Ms, double p95Ms) {
    /** The standard normal distribution's 95th percentile. */
    private static final double Z95 = 1.6449;

    public static final double LONGEST_MS = 60_000;

    public Distribution {
        if (!(p50Ms >= 0 && p95Ms >= p50Ms && p95Ms <= LONGEST_MS) || p50Ms == 0 && p95Ms > 0) {
            throw new IllegalArgumentException("a distribution needs 0 <= p50 <= p95 <= 60000");
        }
    }

    public static Distribution fixed(double ms) {
        return new Distribution(ms, ms);
    }

    /** The next wait, milliseconds, at most a minute. */
    double draw(Random dice) {
        if (p50Ms == p95Ms) {
            return p50Ms;
        }
        double sigma = Math.log(p95Ms / p50Ms) / Z95;
        return Math.min(LONGEST_MS, p50Ms * Math.exp(sigma * dice.nextGaussian()));
    }
}
