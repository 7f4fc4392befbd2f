package dev.parley.conversation;

import java.util.Optional;

/**
 * One line of what was said, as the playout ledger knows it.
 *
 * @param who said it
 * @param text of the agent: only what was heard
 * @param cut whether the rest of it was cut
 * @param offsetMs since the conversation began
 * @param persona of the agent: id of the persona that said it, where that is known
 */
public record TranscriptEntry(Speaker who, String text, boolean cut, long offsetMs, Optional<String> persona) {
    /** Of nobody's persona. */
    public TranscriptEntry(Speaker who, String text, boolean cut, long offsetMs) {
        this(who, text, cut, offsetMs, Optional.empty());
    }

    /** Who said it. */
    public enum Speaker {
        CALLER,
        AGENT
    }

    @Override
    public String toString() {
        return "TranscriptEntry[" + who + ", cut=" + cut + ", " + offsetMs + " ms]";
    }
}
