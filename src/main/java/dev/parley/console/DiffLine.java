package dev.parley.console;

import java.io.Serializable;

/**
 * A line of a comparison.
 *
 * @param kind added, removed, same or gap
 */
public record DiffLine(Kind kind, String text) implements Serializable {
    /** What became of a line. */
    public enum Kind {
        ADDED("+", "added"),
        REMOVED("−", "removed"),
        SAME("", "same"),
        /** Same lines that are left out. */
        GAP("", "gap");

        private final String sign;
        private final String word;

        Kind(String sign, String word) {
            this.sign = sign;
            this.word = word;
        }
    }

    public String sign() {
        return kind.sign;
    }

    /** Class of its looks, and what a screen reader says. */
    public String word() {
        return kind.word;
    }
}
