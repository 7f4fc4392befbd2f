package dev.parley.sessions;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the node that answered a call leaves for the node on which its media socket lands. Written before ACS is told to
 * answer or dial, because ACS may connect the socket before its answer returns.
 *
 * @param callId our own id of the call, in the API and in logs
 * @param mediaKey random single-call key, part of the media URL: who shows it may attach to this call and no other
 * @param direction who called whom
 * @param personaId the persona that answers
 * @param personaRevision the revision that the call keeps until it ends
 * @param callerNumber the other party, E.164 or a raw id
 * @param calledNumber our number, E.164 or a raw id
 * @param context values given by whoever initiated the call; strings, at most what the API admits
 * @param sampleRateHz of the media stream that was asked of ACS: 16 000 or 24 000
 * @param correlationId ACS's correlation id, where it is already known
 * @param traceParent W3C trace context of the request that began the call
 * @param createdAt when it was written
 */
public record CallPlan(
        String callId,
        String mediaKey,
        Direction direction,
        String personaId,
        String personaRevision,
        String callerNumber,
        String calledNumber,
        Map<String, String> context,
        int sampleRateHz,
        Optional<String> correlationId,
        Optional<String> traceParent,
        Instant createdAt) {

    /** Who called whom. */
    public enum Direction {
        INBOUND,
        OUTBOUND
    }

    public CallPlan {
        Objects.requireNonNull(callId);
        Objects.requireNonNull(mediaKey);
        Objects.requireNonNull(direction);
        context = Map.copyOf(context);
    }

    /** Numbers, context and key stay out of logs. */
    @Override
    public String toString() {
        return "CallPlan[" + callId + ", " + direction + ", " + personaId + "]";
    }
}
