package dev.parley.emulator.thinking;

import java.util.List;
import java.util.Optional;

/**
 * A chat request as far as thinking needs it.
 *
 * @param messages at least one, in order; every tool call answered
 * @param tools what may be called; empty if the request forbids tools
 * @param mustCall the request insists on a tool call
 * @param parallel more than one tool may be called at once
 */
public record Question(List<Message> messages, List<ToolSpec> tools, boolean mustCall, boolean parallel) {
    public Question {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
    }

    /** Who wrote a message; a developer's counts as the system's. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT,
        TOOL
    }

    /**
     * @param text empty where there is none
     * @param toolUses of an assistant's message
     * @param toolCallId of a tool's message: the call it answers
     */
    public record Message(Role role, String text, List<ToolUse> toolUses, Optional<String> toolCallId) {
        public Message {
            toolUses = List.copyOf(toolUses);
        }

        public static Message of(Role role, String text) {
            return new Message(role, text, List.of(), Optional.empty());
        }
    }

    /** A tool call: empty id while it is only thought of. */
    public record ToolUse(String id, String name, String arguments) {}

    /** The system prompt: all system messages, one below the other. */
    public String system() {
        var all = new StringBuilder();
        for (Message message : messages) {
            if (message.role() == Role.SYSTEM) {
                all.append(message.text()).append('\n');
            }
        }
        return all.toString();
    }

    /** What the caller said last; empty before the first word. */
    public String lastUserText() {
        for (Message message : messages.reversed()) {
            if (message.role() == Role.USER) {
                return message.text();
            }
        }
        return "";
    }
}
