package dev.parley.conversation.turns;

import dev.parley.agents.Persona.TurnPolicy;
import java.time.Duration;

/** The recogniser's final ends the turn: its pause ({@code endOfSpeech}) was the wait. */
public final class FinalEndsTurn implements EndOfTurn {
    @Override
    public Duration holdAfter(String utterance, TurnPolicy policy) {
        return Duration.ZERO;
    }
}
