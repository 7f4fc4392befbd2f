package dev.parley.conversation.turns;

import dev.parley.agents.Persona.EndOfTurnPolicy;
import java.time.Duration;

/**
 * When the caller's turn is over. One per call, since it may learn how this caller pauses; called on the conversation's
 * thread.
 */
public interface EndOfTurn {
    /**
     * How long the caller must have been quiet, from the end of their voice, before this finished utterance is answered.
     * Zero: at once.
     */
    Duration quietAfter(String utterance, Phase phase, EndOfTurnPolicy policy);

    /** Whether a caller who falls silent after this guess has probably said all: then it is worth thinking on. */
    boolean probablyOver(String partial);

    /** The caller went on speaking in the same turn after having been quiet that long. */
    default void wentOn(Duration quiet) {}

    /** What the agent was doing when the utterance began. */
    enum Phase {
        /** It had no turn. */
        LISTENING,
        /** It had begun to answer, but not to sound: the caller adds something. */
        THINKING,
        /** It was interrupted. */
        SPEAKING
    }
}
