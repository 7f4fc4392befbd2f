package dev.parley.agents;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is expected of a whole call. Times are judged in voice mode alone.
 *
 * @param reply of all that the agent says and does in it; its time is none
 * @param endedBy who ends it
 * @param turnsAtMost answers of the agent to the caller
 * @param handOff to whom the call is handed: a persona, or the target of a transfer
 * @param replyP50 time from the end of the caller's voice to the answer, median of the call's turns
 * @param replyP95 the same, 95th percentile
 * @param firstSound the same to whatever is heard first, the slowest turn
 * @param bargeIn from the beginning of the caller's voice until the agent is silent, the slowest one
 */
public record ExpectedCall(
        ExpectedReply reply,
        Optional<EndedBy> endedBy,
        OptionalInt turnsAtMost,
        Optional<String> handOff,
        Optional<Duration> replyP50,
        Optional<Duration> replyP95,
        Optional<Duration> firstSound,
        Optional<Duration> bargeIn) {
    /** Who ends a call. */
    public enum EndedBy {
        AGENT,
        CALLER,
        TRANSFER
    }
}
