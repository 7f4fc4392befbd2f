package dev.parley.conversation.turns;

import dev.parley.agents.Persona.EndOfTurnPolicy;
import java.time.Duration;

/** A whole sentence is answered at once; who pauses inside one may go on for as long as the persona's patience says. */
public final class SentenceEnd implements EndOfTurn {
    @Override
    public Duration quietAfter(String utterance, Phase phase, EndOfTurnPolicy policy) {
        return Completeness.isWhole(utterance) ? Duration.ZERO : patience(phase, policy);
    }

    @Override
    public boolean probablyOver(String partial) {
        return !Completeness.asksForMore(partial);
    }

    static Duration patience(Phase phase, EndOfTurnPolicy policy) {
        return switch (phase) {
            case LISTENING -> policy.listening();
            case THINKING -> policy.thinking();
            case SPEAKING -> policy.speaking();
        };
    }
}
