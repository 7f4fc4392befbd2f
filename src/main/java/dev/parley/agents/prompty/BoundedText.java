package dev.parley.agents.prompty;

import java.io.Writer;

/** What a template writes, up to a size that no prompt has. */
final class BoundedText extends Writer {
    private static final int LONGEST = 256 * 1024;

    private final StringBuilder text = new StringBuilder();

    @Override
    public void write(char[] chars, int offset, int length) {
        if (text.length() + length > LONGEST) {
            throw new Full();
        }
        text.append(chars, offset, length);
    }

    @Override
    public void flush() {
        // it is in memory
    }

    @Override
    public void close() {
        // it is in memory
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** It does not fit. */
    static final class Full extends RuntimeException {
        Full() {
            super("output too big");
        }
    }
}
