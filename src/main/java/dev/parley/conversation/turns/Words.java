package dev.parley.conversation.turns;

import java.util.Locale;

/** Words as they are compared: lower case, a space between, no marks. */
final class Words {
    private Words() {}

    static String of(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("['’]", "")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
    }

    static int count(String text) {
        var words = of(text);
        return words.isEmpty() ? 0 : words.split(" ").length;
    }
}
