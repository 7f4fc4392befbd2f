package dev.parley.emulator.openai;

import dev.parley.emulator.thinking.Question.Message;
import dev.parley.emulator.thinking.Question.Role;
import dev.parley.emulator.thinking.Question.ToolUse;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the messages, and holds them to the rule that every tool call is answered before anybody speaks on. */
final class MessageReader {
    private static final int MOST = 2048;

    private final List<Message> messages = new ArrayList<>();
    private final Set<String> unanswered = new LinkedHashSet<>();
    private int asked;

    private MessageReader() {}

    static List<Message> read(JsonArray all) {
        if (all.isEmpty() || all.size() > MOST) {
            throw Refusal.badRequest(
                    "Invalid 'messages': expected an array of 1 to " + MOST + " messages, but got " + all.size() + ".",
                    "messages",
                    all.isEmpty() ? "empty_array" : "array_above_max_length");
        }
        MessageReader reader = new MessageReader();
        for (int i = 0; i < all.size(); i++) {
            reader.add(all.get(i), i);
        }
        reader.refuseUnanswered();
        return reader.messages;
    }

    private void add(JsonValue value, int index) {
        String where = "messages[" + index + "]";
        if (!(value instanceof JsonObject message)) {
            throw Refusal.badRequest("Invalid type for '" + where + "': expected an object.", where, "invalid_type");
        }
        Role role = role(message, where);
        if (role != Role.TOOL) {
            refuseUnanswered();
        }
        List<ToolUse> uses = role == Role.ASSISTANT ? uses(message, where) : List.of();
        Optional<String> answers = role == Role.TOOL ? Optional.of(answered(message, index, where)) : Optional.empty();
        messages.add(new Message(role, content(message, where, !uses.isEmpty()), uses, answers));
        if (!uses.isEmpty()) {
            asked = index;
            uses.forEach(use -> unanswered.add(use.id()));
        }
    }

    private static Role role(JsonObject message, String where) {
        return switch (string(message, "role").orElse("")) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            default ->
                throw Refusal.badRequest(
                        "Invalid value for '" + where
                                + ".role'. Supported values are: 'system', 'assistant', 'user', 'tool', and"
                                + " 'developer'.",
                        where + ".role",
                        "invalid_value");
        };
    }

    private String answered(JsonObject message, int index, String where) {
        String id = string(message, "tool_call_id")
                .orElseThrow(() -> Refusal.badRequest(
                        "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.",
                        where));
        if (!unanswered.remove(id)) {
            throw Refusal.badRequest(
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
                    "messages.[" + index + "].role");
        }
        return id;
    }

    private void refuseUnanswered() {
        if (!unanswered.isEmpty()) {
            throw Refusal.badRequest(
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The"
                            + " following tool_call_ids did not have response messages: "
                            + String.join(", ", unanswered),
                    "messages.[" + (asked + 1) + "].role");
        }
    }

    private static List<ToolUse> uses(JsonObject message, String where) {
        if (message.getOrDefault("tool_calls", JsonValue.NULL) == JsonValue.NULL) {
            return List.of();
        }
        if (!(message.get("tool_calls") instanceof JsonArray calls) || calls.isEmpty()) {
            throw Refusal.badRequest(
                    "Invalid '" + where + ".tool_calls': expected an array with at least one tool call.",
                    where + ".tool_calls",
                    "empty_array");
        }
        List<ToolUse> uses = new ArrayList<>();
        for (JsonValue call : calls) {
            if (!(call instanceof JsonObject object)
                    || !(object.get("function") instanceof JsonObject function)
                    || string(object, "id").isEmpty()
                    || string(function, "name").isEmpty()
                    || string(function, "arguments").isEmpty()) {
                throw Refusal.badRequest(
                        "Invalid '" + where
                                + ".tool_calls': each needs 'id', 'type' and 'function' with 'name' and 'arguments'.",
                        where + ".tool_calls");
            }
            uses.add(new ToolUse(object.getString("id"), function.getString("name"), function.getString("arguments")));
        }
        return uses;
    }

    private static String content(JsonObject message, String where, boolean mayLack) {
        JsonValue content = message.getOrDefault("content", JsonValue.NULL);
        if (content instanceof JsonString text) {
            return text.getString();
        }
        if (content instanceof JsonArray parts && !parts.isEmpty()) {
            return parts(parts, where);
        }
        if (content == JsonValue.NULL && mayLack) {
            return "";
        }
        throw Refusal.badRequest(
                "Invalid value for 'content': expected a string, got "
                        + (content == JsonValue.NULL ? "null" : "another type") + ".",
                where + ".content");
    }

    private static String parts(JsonArray parts, String where) {
        var text = new StringBuilder();
        for (JsonValue part : parts) {
            if (!(part instanceof JsonObject object) || string(object, "type").isEmpty()) {
                throw Refusal.badRequest("Invalid content part.", where + ".content");
            }
            string(object, "text")
                    .ifPresent(more -> text.append(text.isEmpty() ? "" : "\n").append(more));
        }
        return text.toString();
    }

    private static Optional<String> string(JsonObject object, String member) {
        return object.get(member) instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }
}
