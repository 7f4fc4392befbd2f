package dev.parley.conversation.turns;

import dev.parley.agents.Persona.TurnPolicy;

/** A partial cuts once it has as many words as the persona asks for; a finished utterance always does. */
public final class MinWordsBargeIn implements BargeIn {
    @Override
    public boolean cutsOnPartial(String text, TurnPolicy policy) {
        return policy.interruptible() && words(text) >= Math.max(1, policy.minWordsToInterrupt());
    }

    @Override
    public boolean cutsOnFinal(String text, TurnPolicy policy) {
        return policy.interruptible();
    }

    private static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = Character.isLetterOrDigit(text.charAt(i));
            boolean space = Character.isWhitespace(text.charAt(i));
            if (letter && !inside) {
                words++;
                inside = true;
            } else if (space) {
                inside = false;
            }
        }
        return words;
    }
}
