package dev.parley.conversation;

import java.util.Locale;
import java.util.Set;

/**
 * Where a text may be cut for speaking. Numbers ({@code 3.50}, {@code 1,000}), abbreviations, initials, URLs and ellipses are
 * no boundaries. Pure. A boundary is only seen once the character behind it is known, since {@code 3.} may become
 * {@code 3.50}.
 */
final class Boundaries {
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "vs", "etc", "e.g", "i.e", "approx", "dept", "est",
            "ext", "fig", "inc", "ltd", "co", "corp", "gen", "col", "capt", "lt", "sgt", "rev", "hon", "ave", "blvd",
            "rd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "tel", "z.b",
            "bzw", "ca", "nr", "str", "usw", "d.h", "u.a", "evtl", "ggf", "hr", "fr");

    private Boundaries() {}

    /** How strongly a text may be cut. */
    enum Kind {
        NONE,
        CLAUSE,
        SENTENCE
    }

    /** What kind of boundary lies just before {@code at}; {@code at} is above 0 and below the text's length. */
    static Kind before(CharSequence text, int at) {
        char next = text.charAt(at);
        int last = at - 1;
        char mark = text.charAt(last);
        if (mark == '\n') {
            return Kind.SENTENCE;
        }
        if ("。！？".indexOf(mark) >= 0) {
            return "。！？」』”".indexOf(next) >= 0 ? Kind.NONE : Kind.SENTENCE;
        }
        if ("，；、".indexOf(mark) >= 0) {
            return Kind.CLAUSE;
        }
        if (!Character.isWhitespace(mark) || Character.isWhitespace(next)) {
            return Kind.NONE;
        }
        while (last >= 0 && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        while (last >= 0 && "\"'”’)]*_`".indexOf(text.charAt(last)) >= 0) {
            last--;
        }
        if (last < 0) {
            return Kind.NONE;
        }
        return switch (text.charAt(last)) {
            case '!', '?' -> Kind.SENTENCE;
            case '.' -> fullStop(text, last, next) ? Kind.SENTENCE : Kind.NONE;
            case ',', ';', ':', '–', '—' -> Kind.CLAUSE;
            default -> Kind.NONE;
        };
    }

    private static boolean fullStop(CharSequence text, int dot, char next) {
        int start = dot;
        while (start > 0
                && !Character.isWhitespace(text.charAt(start - 1))
                && "(\"'“[*_".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        var word = text.subSequence(start, dot).toString().toLowerCase(Locale.ROOT);
        if (word.isEmpty() || word.endsWith(".")) {
            return false; // an ellipsis, or a dot of its own
        }
        if (word.equals("no") && Character.isDigit(next)) {
            return false; // "No. 5"
        }
        if (listNumber(text, start, word)) {
            return false;
        }
        return !ABBREVIATIONS.contains(word) && !initials(word);
    }

    private static boolean initials(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (i % 2 == 0 ? !Character.isLetter(word.charAt(i)) : word.charAt(i) != '.') {
                return false;
            }
        }
        return word.length() % 2 == 1;
    }

    private static boolean listNumber(CharSequence text, int start, String word) {
        boolean lineStart = start == 0 || text.charAt(start - 1) == '\n';
        return lineStart && word.length() <= 3 && word.chars().allMatch(Character::isDigit);
    }
}
