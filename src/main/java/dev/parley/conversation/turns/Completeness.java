package dev.parley.conversation.turns;

import java.util.Locale;
import java.util.Set;

/** Whether words are a whole sentence: by the mark at the end, and by a last word that asks for more. English words. */
final class Completeness {
    private static final Set<String> ASK_FOR_MORE = Set.of(
            "a", "an", "the", "my", "your", "our", "their", "and", "or", "but", "because", "if", "between", "until",
            "could", "would", "should", "with", "is", "are", "to", "of", "for", "from", "that", "um", "uh", "er");

    private Completeness() {}

    static boolean isWhole(String utterance) {
        return endsSentence(utterance.strip()) && !asksForMore(utterance);
    }

    /** A word like "and", "my" or "because" at the end; a question or an exclamation is over whatever its last word. */
    static boolean asksForMore(String text) {
        var said = text.strip();
        if (said.endsWith("?") || said.endsWith("!")) {
            return false;
        }
        var words = said.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}'-]+");
        return words.length > 0 && ASK_FOR_MORE.contains(words[words.length - 1]);
    }

    private static boolean endsSentence(String text) {
        return !text.isEmpty() && ".?!…。？！".indexOf(text.charAt(text.length() - 1)) >= 0;
    }
}
