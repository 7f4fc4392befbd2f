package dev.parley.sessions;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a conversation remembers, for the node on which its media socket comes back.
 *
 * @param callId our id of the call
 * @param personaId who has the call by now
 * @param personaRevision of that persona
 * @param turns of the agent so far, the greeting included
 * @param lasted how long the conversation has lasted
 * @param said oldest first; of the agent only what the caller heard, as the playout ledger knows it
 * @param unheard the rest of what the agent was saying; empty between turns
 * @param variables values of the initiator, as the prompt got them
 * @param traceParent W3C trace context of the call's span on the node that kept it, for a link; empty where none is written
 */
public record ConversationSnapshot(
        String callId,
        String personaId,
        String personaRevision,
        int turns,
        Duration lasted,
        List<Said> said,
        String unheard,
        Map<String, String> variables,
        Optional<String> traceParent) {
    public ConversationSnapshot {
        said = List.copyOf(said);
        variables = Map.copyOf(variables);
    }

    /** Somebody's turn. {@code offsetMs} is since the conversation began. */
    public sealed interface Said {
        /** What the caller said until somebody answered. */
        record Caller(List<String> utterances, long offsetMs) implements Said {
            public Caller {
                utterances = List.copyOf(utterances);
            }

            @Override
            public String toString() {
                return "Caller";
            }
        }

        /** What the caller heard of the agent, answer by answer; {@code cut}: there was more; {@code persona}: id, where kept. */
        record Agent(List<Step> steps, boolean cut, long offsetMs, Optional<String> persona) implements Said {
            public Agent {
                steps = List.copyOf(steps);
            }
        }
    }

    /** One answer of the model: what was heard of it, and the tools that it asked for. */
    public record Step(String heard, List<ToolUse> tools) {
        public Step {
            tools = List.copyOf(tools);
        }

        @Override
        public String toString() {
            return "Step[" + tools.size() + " tools]";
        }
    }

    /** A tool that was called, and its answer. */
    public record ToolUse(String id, String name, String arguments, String answer) {
        @Override
        public String toString() {
            return "ToolUse[" + name + "]";
        }
    }

    /** Whether anybody said anything yet, or was about to. */
    public boolean begun() {
        return !said.isEmpty() || !unheard.isEmpty();
    }

    /** Spoken words and variables stay out of logs. */
    @Override
    public String toString() {
        return "ConversationSnapshot[" + callId + ", " + turns + " turns]";
    }
}
