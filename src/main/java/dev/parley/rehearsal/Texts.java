package dev.parley.rehearsal;

import java.util.Locale;
import java.util.regex.Pattern;

/** How texts of expectations are found in what was said. */
final class Texts {
    /** More than the longest answer of the agent; what is behind is not searched. */
    static final int LONGEST = 8_000;
    /** Characters that a search may look at: some milliseconds; a pattern that goes astray looks at billions. */
    private static final int MOST_LOOKS = 2_000_000;

    private Texts() {}

    /** Without regard to case and white space. */
    static boolean contains(String said, String text) {
        return plain(said).contains(plain(text));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ").strip();
    }

    /**
     * Whether a regular expression is found, without regard to case.
     *
     * @throws TooCostly when that takes too long to find out
     */
    static boolean matches(String said, String pattern) {
        var searched = said.length() > LONGEST ? said.substring(0, LONGEST) : said;
        try {
            return Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                    .matcher(new Watched(searched, new int[] {MOST_LOOKS}))
                    .find();
        } catch (StackOverflowError e) {
            throw new TooCostly(); // deeply nested, which a matcher follows by recursion
        }
    }

    /** A pattern needs more time than any sensible one. */
    static final class TooCostly extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooCostly() {
            super("the pattern takes too long on this text");
        }
    }

    /** Counts how often it is looked at, and ends a search that looks too often. */
    private record Watched(CharSequence text, int[] looksLeft) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (--looksLeft[0] < 0) {
                throw new TooCostly();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Watched(text.subSequence(start, end), looksLeft);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
