package dev.parley.speech.azure;

import java.util.OptionalInt;

/**
 * Finds the service's word boundaries in the asked text, one after the other. The SDK's own text offset counts in the SSML
 * and is -1 or wrong for repeated words (azure-speech-usp §6), so each word is sought behind the one before. One thread at
 * a time.
 */
final class SpokenWords {
    /** How far ahead a word may lie: beyond it, a like-sounding later word would swallow what is between. */
    private static final int FARTHEST = 48;

    private final StringBuilder text;
    private int behind;

    SpokenWords(String text) {
        this.text = new StringBuilder(text);
    }

    /** More of a text that is still being written. */
    void append(String more) {
        text.append(more);
    }

    /** Index behind the word and what clings to it; empty where the service says what is not written. */
    OptionalInt next(String word) {
        var said = unescaped(word.strip());
        int at = said.isEmpty() ? -1 : text.indexOf(said, behind);
        if (at < 0 || at - behind > FARTHEST) {
            return OptionalInt.empty();
        }
        behind = at + said.length();
        while (behind < text.length() && clings(text.codePointAt(behind))) {
            behind += Character.charCount(text.codePointAt(behind));
        }
        return OptionalInt.of(behind);
    }

    /** Nothing that could be spoken is left. */
    boolean complete() {
        return text.codePoints().skip(text.codePointCount(0, behind)).noneMatch(Character::isLetterOrDigit);
    }

    private static boolean clings(int c) {
        return !Character.isWhitespace(c) && !Character.isLetterOrDigit(c);
    }

    private static String unescaped(String word) {
        return word.indexOf('&') < 0
                ? word
                : word.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&");
    }
}
