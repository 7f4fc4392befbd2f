package dev.parley.conversation.turns;

import dev.parley.agents.Persona.TurnPolicy;

/** What of the caller's speech cuts the agent. Pure; called for every partial while the agent has the floor. */
public interface BargeIn {
    /** Whether this guess at what the caller is saying cuts the agent now. */
    boolean cutsOnPartial(String text, TurnPolicy policy);

    /** Whether this finished utterance cuts the agent; if not, it is answered after the agent's turn. */
    boolean cutsOnFinal(String text, TurnPolicy policy);
}
