package dev.parley.agents;

import java.util.List;

/** One message of the model's history. Texts stay out of {@code toString}: they are what people said. */
public sealed interface ChatMessage {
    record Instructions(String text) implements ChatMessage {
        @Override
        public String toString() {
            return "Instructions";
        }
    }

    record Caller(String text) implements ChatMessage {
        @Override
        public String toString() {
            return "Caller";
        }
    }

    /** What the agent said, and the tools it asked for in the same breath. */
    record Agent(String text, List<ToolCall> toolCalls) implements ChatMessage {
        public Agent {
            toolCalls = List.copyOf(toolCalls);
        }

        @Override
        public String toString() {
            return "Agent[" + toolCalls.size() + " tool calls]";
        }
    }

    /** What a tool answered to the call of that id. */
    record ToolAnswer(String toolCallId, String content) implements ChatMessage {
        @Override
        public String toString() {
            return "ToolAnswer";
        }
    }
}
