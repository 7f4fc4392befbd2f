package dev.parley.emulator.speech.recognition;

import dev.parley.emulator.tone.ToneWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How partials are wrong: the last word is missing or mistaken, sometimes the last two, and put right later. The same words
 * go wrong the same way every time.
 */
final class PartialErrors {
    private static final double LAST_MISSING = 0.15;
    private static final double LAST_MISTAKEN = 0.20;
    private static final double LAST_TWO_MISTAKEN = 0.08;
    private static final long SEED = 7_331;
    private static final List<String> MISTAKES = List.of(
            "a", "the", "and", "to", "in", "is", "of", "it's", "that", "and the", "for", "or", "our", "hour", "four");

    private PartialErrors() {}

    /** A guess at these words as a partial shows it: lower case, without punctuation, perhaps wrong at its end. */
    static String guess(List<ToneWord> words) {
        var lexical = lexical(words);
        var dice = new Random(SEED + lexical.hashCode());
        dice.nextInt(); // the first throw of similar seeds is alike
        double chance = dice.nextDouble();
        int last = lexical.size() - 1;
        if (chance < LAST_MISSING && last > 0) {
            lexical.remove(last);
        } else if (chance < LAST_MISSING + LAST_MISTAKEN) {
            lexical.set(last, mistake(lexical.get(last), dice));
        } else if (chance < LAST_MISSING + LAST_MISTAKEN + LAST_TWO_MISTAKEN && last > 0) {
            lexical.set(last - 1, mistake(lexical.get(last - 1), dice));
            lexical.set(last, mistake(lexical.get(last), dice));
        }
        return String.join(" ", lexical);
    }

    /** The words as they are, in the form of partials. */
    static String right(List<ToneWord> words) {
        return String.join(" ", lexical(words));
    }

    /** A word in lower case without the punctuation around it; punctuation alone stays. */
    static String lexical(String word) {
        String bare = word.replaceAll("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$", "");
        return (bare.isEmpty() ? word : bare).toLowerCase(Locale.ROOT);
    }

    private static ArrayList<String> lexical(List<ToneWord> words) {
        var lexical = new ArrayList<String>();
        words.forEach(word -> lexical.add(lexical(word.text())));
        return lexical;
    }

    private static String mistake(String word, Random dice) {
        if (word.length() > 3 && dice.nextBoolean()) {
            return word.substring(0, word.length() - 1 - dice.nextInt(2));
        }
        String other = MISTAKES.get(dice.nextInt(MISTAKES.size()));
        return other.equals(word) ? word + "s" : other;
    }
}
