package dev.parley.agents;

import java.util.List;

/**
 * How a changed persona is tried on some calls before it gets all.
 *
 * @param percent share of the calls, 0 to 100
 * @param numbers callers who always get it, E.164
 * @param abortMargin how much worse, as a share of one, it may be before it is aborted
 * @param minCalls of it, before that is judged
 */
public record CanaryPolicy(int percent, List<String> numbers, double abortMargin, int minCalls) {
    public static final CanaryPolicy USUAL = new CanaryPolicy(10, List.of(), 0.1, 20);

    public CanaryPolicy {
        numbers = List.copyOf(numbers);
    }

    /** Numbers are somebody's. */
    @Override
    public String toString() {
        return "CanaryPolicy[" + percent + " %, " + numbers.size() + " numbers]";
    }
}
