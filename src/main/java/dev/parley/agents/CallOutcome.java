package dev.parley.agents;

import java.time.Instant;
import java.util.List;

/**
 * What became of a call, told once at its end to whoever observes it, and of a persona's part of it where that hands the call
 * over, on the conversation's thread: observers neither block nor throw. Told of calls alone, never of rehearsals; not of a call
 * that goes on elsewhere, nor of one that ended with its line or its server. Holds nothing of the caller.
 *
 * @param persona who answered
 * @param revision of it, to the end of the call
 * @param began when the caller was connected, or handed to it
 * @param contained whether caller or agent ended it, or another persona has it: nobody else had to take over, and it did not
 *     fail
 * @param turns of the agent
 * @param cuts answers that the caller heard the beginning of and talked into
 * @param errors turns in which something went wrong and the caller noticed; a call that fails has at least one
 * @param replies end of the caller's speech to the first audio of the answer, ms, each turn in which it was measured
 */
public record CallOutcome(
        PersonaId persona,
        String revision,
        Instant began,
        boolean contained,
        int turns,
        int cuts,
        int errors,
        List<Long> replies) {
    public CallOutcome {
        replies = List.copyOf(replies);
    }
}
