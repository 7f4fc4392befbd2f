package dev.parley.bench;

import java.util.Locale;

/** What all reports write alike. */
final class Markdown {
    private Markdown() {}

    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    static String verdict(boolean kept) {
        return kept ? "kept" : "broken";
    }
}
