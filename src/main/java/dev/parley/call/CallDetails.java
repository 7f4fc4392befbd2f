package dev.parley.call;

import dev.parley.conversation.TranscriptEntry;
import dev.parley.conversation.TurnReport;
import dev.parley.sessions.CallPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A call as it is at one moment.
 *
 * @param plan what it began with
 * @param status where it is
 * @param connectionId ACS's id of it, once known
 * @param startedAt when we first heard of it
 * @param connectedAt when both sides were connected
 * @param endedAt when it was over
 * @param endedBy why it ended, in a word; empty while it lasts
 * @param moments what happened, oldest first, at most 50
 * @param transcript what was said, as heard
 * @param turns what the agent's turns took
 */
public record CallDetails(
        CallPlan plan,
        CallStatus status,
        Optional<String> connectionId,
        Instant startedAt,
        Optional<Instant> connectedAt,
        Optional<Instant> endedAt,
        Optional<String> endedBy,
        List<Moment> moments,
        List<TranscriptEntry> transcript,
        List<TurnReport> turns) {

    public CallDetails {
        moments = List.copyOf(moments);
        transcript = List.copyOf(transcript);
        turns = List.copyOf(turns);
    }

    /** Something that happened. */
    public record Moment(String what, Instant at) {}

    public String callId() {
        return plan.callId();
    }

    /** How long both sides were connected; empty when they never were. */
    public Optional<Duration> duration(Instant now) {
        return connectedAt.map(since -> Duration.between(since, endedAt.orElse(now)));
    }

    @Override
    public String toString() {
        return "CallDetails[" + callId() + ", " + status + "]";
    }
}
