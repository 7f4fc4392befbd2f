package dev.parley.personas;

import dev.parley.agents.CallOutcome;

/**
 * What calls of one revision came to, added up.
 *
 * @param contained calls that caller or agent ended, without anybody else having to take over
 * @param turns of the agent
 * @param cuts answers that callers talked into
 * @param errors turns in which something went wrong and the caller noticed
 */
public record Tally(long calls, long contained, long turns, long cuts, long errors, ReplyCounts replies) {
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0, ReplyCounts.NONE);

    Tally plus(CallOutcome call) {
        return new Tally(
                calls + 1,
                contained + (call.contained() ? 1 : 0),
                turns + call.turns(),
                cuts + call.cuts(),
                errors + call.errors(),
                replies.plus(call.replies()));
    }

    Tally plus(Tally other) {
        return new Tally(
                calls + other.calls,
                contained + other.contained,
                turns + other.turns,
                cuts + other.cuts,
                errors + other.errors,
                replies.plus(other.replies));
    }

    /** Share of the calls, 0 to 1; 1 where there is none. */
    public double containment() {
        return calls == 0 ? 1 : (double) contained / calls;
    }

    /** Share of the turns, 0 to 1. */
    public double cutRate() {
        return ofTurns(cuts);
    }

    /** Share of the turns, 0 to 1; a call that failed before its first turn counts as one. */
    public double errorRate() {
        return ofTurns(errors);
    }

    private double ofTurns(long some) {
        return some == 0 ? 0 : Math.min(1, (double) some / Math.max(1, turns));
    }
}
