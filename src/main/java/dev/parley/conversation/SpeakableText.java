package dev.parley.conversation;

import java.util.regex.Pattern;

/** Takes out of a model's text what cannot be spoken: markdown, emoji, doubled spaces. Pure. */
final class SpeakableText {
    private static final Pattern LINK = Pattern.compile("!?\\[([^\\]]*)\\]\\([^)\\s]*\\)");
    private static final Pattern LINE_MARK = Pattern.compile("(?m)^[ \\t]*(?:#{1,6}|>|[-*+•])[ \\t]+");
    private static final Pattern MARK = Pattern.compile("[*`]+|~~|(?<![\\p{L}\\p{N}])_+|_+(?![\\p{L}\\p{N}])");
    private static final Pattern SPACE = Pattern.compile("[\\s|\\u00a0]+");

    private static final int VARIATION_SELECTOR = 0xFE0F;
    private static final int JOINER = 0x200D;
    private static final int DEGREE = 0xB0;

    private SpeakableText() {}

    static String of(String written) {
        var text = LINK.matcher(written).replaceAll("$1");
        text = LINE_MARK.matcher(text).replaceAll("");
        text = MARK.matcher(text).replaceAll("");
        return SPACE.matcher(withoutPictures(text)).replaceAll(" ").strip();
    }

    /** Whether there is anything in it that a voice could say. */
    static boolean hasWords(String text) {
        return text.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static String withoutPictures(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints().filter(c -> !picture(c)).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    private static boolean picture(int c) {
        return c == VARIATION_SELECTOR
                || c == JOINER
                || (Character.getType(c) == Character.OTHER_SYMBOL && c != DEGREE)
                || Character.getType(c) == Character.SURROGATE
                || (c >= 0x1F3FB && c <= 0x1F3FF);
    }
}
