package dev.parley.conversation;

import dev.parley.agents.Persona;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Sees what conversations do, for traces, logs and the API. Called on the conversation's thread, must not block or throw;
 * is never given spoken words or numbers. Times are {@link System#nanoTime}.
 */
public interface TurnObserver {
    void began(Opening opening, long atNanos);

    /** W3C trace context of that call's span, for a node on which the call goes on; empty where this one writes none. */
    default Optional<String> traceParent(String callId) {
        return Optional.empty();
    }

    /** A turn of the agent began, because of the caller, a tool, silence or the greeting. */
    void turnBegan(String callId, TurnId turn, String cause, long atNanos);

    /** A stage of a turn ended: hear, think, act, speak. */
    void stageEnded(String callId, TurnId turn, Stage stage, long fromNanos, long toNanos, Map<String, Object> facts);

    /** A decision and its reason, such as barge-in, turn ended, tool chosen; facts hold names and numbers only. */
    void decided(String callId, TurnId turn, String decision, Map<String, Object> facts, long atNanos);

    /** Another persona has the call from now on, by the engine of its pipeline. */
    default void handedOver(String callId, Persona to, long atNanos) {}

    /** A model was paid for so many tokens, whatever became of what it said. */
    default void used(String callId, long tokens) {}

    /** A turn was heard to its end, or cut. */
    void turnEnded(String callId, TurnReport report, long atNanos);

    void ended(String callId, ConversationListener.Ending why, Duration lasted, long atNanos);

    /** The parts of a turn. */
    enum Stage {
        HEAR,
        THINK,
        ACT,
        SPEAK
    }
}
