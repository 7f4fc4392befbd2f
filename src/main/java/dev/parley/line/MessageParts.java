package dev.parley.line;

import java.util.Optional;

/** Puts a message together that comes in parts, within a bound: containers bound frames only. One thread at a time. */
public final class MessageParts {
    private final StringBuilder parts = new StringBuilder();
    private final int longest;

    /** @param longest characters of a message */
    public MessageParts(int longest) {
        this.longest = longest;
    }

    /**
     * The whole message, once it is.
     *
     * @throws TooLong when it is longer than the bound; it is forgotten
     */
    public Optional<String> add(String part, boolean last) {
        if (parts.length() + part.length() > longest) {
            parts.setLength(0);
            throw new TooLong();
        }
        if (last && parts.isEmpty()) {
            return Optional.of(part);
        }
        parts.append(part);
        if (!last) {
            return Optional.empty();
        }
        var message = parts.toString();
        parts.setLength(0);
        return Optional.of(message);
    }

    /** A message is longer than the bound. */
    public static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("a message is too long");
        }
    }
}
