package dev.parley.conversation.turns;

import dev.parley.agents.Persona.TurnPolicy;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * A caller who pauses inside a sentence may go on: an utterance without the mark that ends a sentence, or whose last word asks
 * for more ("and", "my", "because"), is held a while before it is answered. English words; where the language is another, the
 * mark alone decides.
 */
public final class UnfinishedSentenceWaits implements EndOfTurn {
    /** Together with the recogniser's own pause (600 ms by default) longer than people pause inside a sentence: 300-900 ms. */
    private static final Duration MAY_GO_ON = Duration.ofMillis(700);

    private static final Set<String> ASK_FOR_MORE = Set.of(
            "a", "an", "the", "my", "your", "our", "their", "and", "or", "but", "because", "if", "between", "until",
            "could", "would", "should", "with");

    @Override
    public Duration holdAfter(String utterance, TurnPolicy policy) {
        var text = utterance.strip();
        return endsSentence(text) && !asksForMore(text) ? Duration.ZERO : MAY_GO_ON;
    }

    private static boolean endsSentence(String text) {
        return !text.isEmpty() && ".?!…。？！".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    private static boolean asksForMore(String text) {
        if (text.endsWith("?") || text.endsWith("!")) {
            return false;
        }
        var words = text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}'-]+");
        return words.length > 0 && ASK_FOR_MORE.contains(words[words.length - 1]);
    }
}
