package dev.parley.conversation;

/**
 * One line of what was said, as the playout ledger knows it.
 *
 * @param who said it
 * @param text of the agent: only what was heard
 * @param cut whether the rest of it was cut
 * @param offsetMs since the conversation began
 */
public record TranscriptEntry(Speaker who, String text, boolean cut, long offsetMs) {
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
