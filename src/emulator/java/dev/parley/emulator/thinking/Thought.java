package dev.parley.emulator.thinking;

import dev.parley.emulator.faults.Fault;
import java.util.List;
import java.util.Optional;

/**
 * One answer of the model.
 *
 * @param say the text, which goes before the tool calls; may be empty
 * @param toolUses the tools it calls
 * @param ending why it ends
 * @param fault what goes wrong while it is sent, where a script says so
 */
public record Thought(String say, List<Question.ToolUse> toolUses, Ending ending, Optional<Fault> fault) {
    public Thought {
        toolUses = List.copyOf(toolUses);
    }

    /** {@code CONTENT_FILTER} with no text at all means that the prompt itself was blocked. */
    public enum Ending {
        STOP("stop"),
        LENGTH("length"),
        TOOL_CALLS("tool_calls"),
        CONTENT_FILTER("content_filter");

        private final String wire;

        Ending(String wire) {
            this.wire = wire;
        }

        /** The {@code finish_reason}. */
        public String wire() {
            return wire;
        }
    }

    /** An answer in words. */
    public static Thought saying(String text) {
        return new Thought(text, List.of(), Ending.STOP, Optional.empty());
    }

    /** Tool calls, with words before them or none. */
    public static Thought calling(String say, List<Question.ToolUse> toolUses) {
        return new Thought(say, toolUses, Ending.TOOL_CALLS, Optional.empty());
    }
}
