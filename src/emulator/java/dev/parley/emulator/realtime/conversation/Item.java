package dev.parley.emulator.realtime.conversation;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** One item of a conversation. */
public sealed interface Item {
    String id();

    JsonObject json();

    /** How far it is. */
    enum Status {
        IN_PROGRESS,
        COMPLETED,
        INCOMPLETE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who wrote a message. */
    enum Role {
        USER,
        ASSISTANT,
        SYSTEM;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Message(String id, Status status, Role role, List<Part> content) implements Item {
        public Message {
            content = List.copyOf(content);
        }

        /** The words the model reads. */
        public String text() {
            return content.stream()
                    .map(Part::text)
                    .filter(text -> !text.isBlank())
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public JsonObject json() {
            var parts = JSON.createArrayBuilder();
            content.forEach(part -> parts.add(part.json()));
            return begun(id, "message")
                    .add("status", status.wire())
                    .add("role", role.wire())
                    .add("content", parts)
                    .build();
        }
    }

    /** @param arguments JSON as text, whole or as far as it came */
    record FunctionCall(String id, Status status, String callId, String name, String arguments) implements Item {
        @Override
        public JsonObject json() {
            return begun(id, "function_call")
                    .add("status", status.wire())
                    .add("call_id", callId)
                    .add("name", name)
                    .add("arguments", arguments)
                    .build();
        }
    }

    record FunctionOutput(String id, String callId, String output) implements Item {
        @Override
        public JsonObject json() {
            return begun(id, "function_call_output")
                    .add("status", Status.COMPLETED.wire())
                    .add("call_id", callId)
                    .add("output", output)
                    .build();
        }
    }

    private static JsonObjectBuilder begun(String id, String type) {
        return JSON.createObjectBuilder()
                .add("id", id)
                .add("object", "realtime.item")
                .add("type", type);
    }
}
