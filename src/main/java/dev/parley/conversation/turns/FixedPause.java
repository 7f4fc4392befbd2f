package dev.parley.conversation.turns;

import dev.parley.agents.Persona.EndOfTurnPolicy;
import java.time.Duration;

/** The recogniser's own pause decides alone: whatever it calls an utterance is answered at once. */
public final class FixedPause implements EndOfTurn {
    @Override
    public Duration quietAfter(String utterance, Phase phase, EndOfTurnPolicy policy) {
        return Duration.ZERO;
    }

    @Override
    public boolean probablyOver(String partial) {
        return true;
    }
}
