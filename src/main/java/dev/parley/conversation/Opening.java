package dev.parley.conversation;

import dev.parley.agents.Persona;
import dev.parley.agents.ToolSchema;
import dev.parley.sessions.ConversationSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a conversation begins with.
 *
 * @param callId our id of the call
 * @param persona who answers, this revision until the end or until it hands over
 * @param callerNumber the other party
 * @param calledNumber our number
 * @param context values of the initiator, for the prompt
 * @param traceParent W3C trace context of the request that began the call
 * @param connectionId the carrier's id of the call, for traces; empty for guests
 * @param memory what was said before on another node; empty where the call is new
 * @param clientTools of the persona, which whoever is at the line runs and answers; none where nobody can
 */
public record Opening(
        String callId,
        Persona persona,
        String callerNumber,
        String calledNumber,
        Map<String, String> context,
        Optional<String> traceParent,
        Optional<String> connectionId,
        Optional<ConversationSnapshot> memory,
        List<ToolSchema> clientTools) {
    public Opening {
        context = Map.copyOf(context);
        clientTools = List.copyOf(clientTools);
    }

    /** Of a call that no carrier knows. */
    public Opening(
            String callId,
            Persona persona,
            String callerNumber,
            String calledNumber,
            Map<String, String> context,
            Optional<String> traceParent) {
        this(
                callId,
                persona,
                callerNumber,
                calledNumber,
                context,
                traceParent,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** Who answers, for rooms that know no personas. */
    public String personaId() {
        return persona.id().value();
    }

    public String personaName() {
        return persona.name();
    }

    public String personaRevision() {
        return persona.revision();
    }

    /** Quiet after which what the caller said is complete, by this persona. */
    public Duration endOfSpeech() {
        return persona.turns().endOfSpeech();
    }

    @Override
    public String toString() {
        return "Opening[" + callId + ", " + persona.id() + "]";
    }
}
