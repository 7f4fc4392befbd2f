package dev.parley.rehearsal;

import java.util.Optional;

/**
 * A line of a rehearsed call.
 *
 * @param who said it
 * @param text of the caller: what the recogniser heard; of the agent: what was heard before it was cut
 * @param cut whether the rest of it was cut
 * @param offsetMs since the call began
 * @param byEar voice mode: what the caller's recogniser made of it; empty where nothing was heard, and in text mode
 */
public record TranscriptLine(Speaker who, String text, boolean cut, long offsetMs, Optional<String> byEar) {
    /** Who said it. */
    public enum Speaker {
        CALLER,
        AGENT
    }

    @Override
    public String toString() {
        return "TranscriptLine[" + who + ", cut=" + cut + ", " + offsetMs + " ms]";
    }
}
