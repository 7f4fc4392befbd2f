package dev.parley.conversation.turns;

import dev.parley.agents.Persona.TurnPolicy;
import java.time.Duration;

/** When the caller's turn is over. Pure; called for every finished utterance that nobody is answering yet. */
public interface EndOfTurn {
    /** How long the caller may still go on after this utterance; zero: answer at once. */
    Duration holdAfter(String utterance, TurnPolicy policy);
}
