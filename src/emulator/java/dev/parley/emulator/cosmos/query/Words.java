package dev.parley.emulator.cosmos.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a query, one after the other. Used by one thread. */
final class Words {
    private static final Pattern WORD = Pattern.compile("\\s*(?:(?<name>[A-Za-z_]\\w*)|(?<parameter>@\\w+)"
            + "|(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|(?<text>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')"
            + "|(?<sign><=|>=|!=|<>|[=<>().,\\[\\]*]))");

    private final List<Word> words;
    private int next;

    /** A word and what it is. */
    record Word(Kind kind, String text) {}

    enum Kind {
        NAME,
        PARAMETER,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    Words(String query) {
        words = split(query.strip());
    }

    private static List<Word> split(String query) {
        List<Word> words = new ArrayList<>();
        Matcher word = WORD.matcher(query);
        int at = 0;
        while (at < query.length()) {
            if (!word.region(at, query.length()).lookingAt()) {
                throw new UnsupportedQueryException("Syntax error at character " + at + ".");
            }
            words.add(word(word));
            at = word.end();
        }
        return words;
    }

    private static Word word(Matcher matched) {
        for (Kind kind : List.of(Kind.NAME, Kind.PARAMETER, Kind.NUMBER, Kind.TEXT)) {
            String text = matched.group(kind.name().toLowerCase(Locale.ROOT));
            if (text != null) {
                return new Word(kind, text);
            }
        }
        return new Word(Kind.SIGN, matched.group("sign"));
    }

    Word peek() {
        return next < words.size() ? words.get(next) : new Word(Kind.END, "the end");
    }

    Word take() {
        Word word = peek();
        next++;
        return word;
    }

    /** Takes the next word if it is this keyword or sign. */
    boolean takes(String keyword) {
        Word word = peek();
        boolean is = (word.kind() == Kind.NAME || word.kind() == Kind.SIGN)
                && word.text().equalsIgnoreCase(keyword);
        if (is) {
            next++;
        }
        return is;
    }

    void expect(String keyword) {
        if (!takes(keyword)) {
            throw unexpected();
        }
    }

    String expect(Kind kind) {
        if (peek().kind() != kind) {
            throw unexpected();
        }
        return take().text();
    }

    UnsupportedQueryException unexpected() {
        // literals may be what somebody said or wrote
        String shown =
                switch (peek().kind()) {
                    case TEXT, NUMBER -> "a literal";
                    default -> "'" + peek().text() + "'";
                };
        return new UnsupportedQueryException("Syntax error, or nothing that the emulator answers, near " + shown + ".");
    }
}
