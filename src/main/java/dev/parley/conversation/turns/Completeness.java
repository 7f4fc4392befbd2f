package dev.parley.conversation.turns;

import java.util.Locale;
import java.util.Set;

/** Whether words are a whole sentence: by the mark at the end, and by a last word that asks for more. English words. */
final class Completeness {
    private static final Set<String> ASK_FOR_MORE = Set.of(
            "a", "an", "the", "my", "your", "our", "their", "and", "or", "but", "because", "if", "between", "until",
            "could", "would", "should", "with", "is", "are", "to", "of", "for", "from", "that", "than", "into", "i",
            "we", "he", "she", "they", "um", "uh", "er");
    /** Those that begin a question and are none by themselves. */
    private static final Set<String> QUESTION_WORDS = Set.of("when", "where", "who", "whose", "which", "how");

    /** Behind a question word these make a clause that may be all: "I know what it does". */
    private static final Set<String> SUBJECTS =
            Set.of("i", "you", "he", "she", "it", "we", "they", "that", "this", "there");

    /** Behind a question word, or as the first word of all, they ask for more; "yes, it does" does not. */
    private static final Set<String> VERBS_OF_QUESTIONS =
            Set.of("was", "were", "do", "does", "did", "can", "has", "have", "had");

    private Completeness() {}

    static boolean isWhole(String utterance) {
        return endsSentence(utterance.strip()) && !asksForMore(utterance);
    }

    /**
     * A word like "and", "my" or "because" at the end, or the mere beginning of a question, like "what does". A question or an
     * exclamation is over whatever its last word.
     */
    static boolean asksForMore(String text) {
        var said = text.strip();
        if (said.endsWith("?") || said.endsWith("!")) {
            return false;
        }
        var words = said.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}'-]+");
        return words.length > 0 && (ASK_FOR_MORE.contains(words[words.length - 1]) || onlyBeginsAQuestion(words));
    }

    private static boolean onlyBeginsAQuestion(String[] words) {
        var last = words[words.length - 1];
        if (words.length == 1) {
            return QUESTION_WORDS.contains(last) || VERBS_OF_QUESTIONS.contains(last);
        }
        var before = words[words.length - 2];
        boolean asks = asks(before)
                || words.length > 2 && asks(words[words.length - 3]) && !SUBJECTS.contains(before); // "how long does"
        return asks && VERBS_OF_QUESTIONS.contains(last);
    }

    private static boolean asks(String word) {
        return QUESTION_WORDS.contains(word) || word.equals("what") || word.equals("why");
    }

    private static boolean endsSentence(String text) {
        return !text.isEmpty() && ".?!…。？！".indexOf(text.charAt(text.length() - 1)) >= 0;
    }
}
