package dev.parley.personas;

import dev.parley.agents.CanaryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Whether a canary is worse than the published revision beside it. It is judged once both have the calls that its policy asks
 * for; with fewer of the published one there is nothing to compare with, and nothing is said against the canary.
 *
 * @param words one sentence for people, with numbers
 */
public record CanaryVerdict(State state, String words) {
    private static final double ROUNDING = 1e-9; // 0.9 is not less than 1 - 0.1

    /** What is known so far. */
    public enum State {
        TOO_FEW_CALLS,
        NOTHING_TO_COMPARE,
        GOOD,
        WORSE;

        /** As in a sentence: {@code too few calls}. */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static CanaryVerdict of(CanaryPolicy policy, CanaryFigures tried, CanaryFigures published) {
        long calls = tried.calls().calls();
        long beside = published.calls().calls();
        if (calls < policy.minCalls()) {
            return new CanaryVerdict(State.TOO_FEW_CALLS, calls + " of " + policy.minCalls() + " calls so far.");
        }
        if (beside < policy.minCalls()) {
            return new CanaryVerdict(
                    State.NOTHING_TO_COMPARE,
                    calls + " calls, but only " + beside + " of " + policy.minCalls()
                            + " of the published revision to compare with.");
        }
        var margin = percent(policy.abortMargin());
        var over = ", over " + calls + " calls against " + beside;
        var worse = worse(policy.abortMargin(), tried, published);
        return worse.isEmpty()
                ? new CanaryVerdict(
                        State.GOOD, "Not worse than the published revision by more than " + margin + over + ".")
                : new CanaryVerdict(
                        State.WORSE,
                        "Worse than the published revision by more than " + margin + over + ": "
                                + String.join(", ", worse) + ".");
    }

    private static List<String> worse(double margin, CanaryFigures tried, CanaryFigures published) {
        var calls = tried.calls();
        var beside = published.calls();
        var worse = new ArrayList<String>();
        if (isLess(calls.containment(), beside.containment(), margin)) {
            worse.add("containment " + percent(calls.containment()) + " against " + percent(beside.containment()));
        }
        if (isLess(beside.cutRate(), calls.cutRate(), margin)) {
            worse.add("answers cut " + percent(calls.cutRate()) + " against " + percent(beside.cutRate()));
        }
        if (isLess(beside.errorRate(), calls.errorRate(), margin)) {
            worse.add("turns with errors " + percent(calls.errorRate()) + " against " + percent(beside.errorRate()));
        }
        slower(margin, calls, beside).ifPresent(worse::add);
        fewerPassed(margin, tried.tests(), published.tests()).ifPresent(worse::add);
        return worse;
    }

    private static Optional<String> slower(double margin, Tally calls, Tally beside) {
        var median = calls.replies().median();
        var other = beside.replies().median();
        boolean slower = median.isPresent()
                && other.isPresent()
                && median.getAsLong() > other.getAsLong() * (1 + margin) + ROUNDING;
        return slower
                ? Optional.of("median reply " + median.getAsLong() + " ms against " + other.getAsLong() + " ms")
                : Optional.empty();
    }

    private static Optional<String> fewerPassed(double margin, OptionalDouble passed, OptionalDouble other) {
        boolean fewer =
                passed.isPresent() && other.isPresent() && isLess(passed.getAsDouble(), other.getAsDouble(), margin);
        return fewer
                ? Optional.of(
                        "tests passed " + percent(passed.getAsDouble()) + " against " + percent(other.getAsDouble()))
                : Optional.empty();
    }

    private static boolean isLess(double low, double high, double margin) {
        return low < high - margin - ROUNDING;
    }

    private static String percent(double share) {
        return Math.round(share * 100) + " %";
    }
}
