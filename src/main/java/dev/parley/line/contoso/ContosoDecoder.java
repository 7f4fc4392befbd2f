package dev.parley.line.contoso;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads what the browser sends: prior-systems §2.5. Unknown members are ignored. */
final class ContosoDecoder {
    static final int LONGEST_ID = 128;
    static final int LONGEST_TEXT = 8_000;
    static final int LONGEST_OUTPUT = 32_000;
    /** Of a longer chat the newest count: what is older helps no call. */
    static final int MOST_MESSAGES = 50;

    static final int MOST_CHARACTERS = 6_000;

    private ContosoDecoder() {}

    /** @throws MalformedFrame if it is no JSON object or its payload cannot be what its type says */
    static ClientFrame decode(String frame) {
        var json = object(frame);
        var payload = text(json, "payload", Integer.MAX_VALUE).orElse("");
        return switch (text(json, "type", LONGEST_ID).orElse("")) {
            case "messages" -> new ClientFrame.Messages(said(payload));
            case "user" -> new ClientFrame.User(bounded(payload));
            case "audio" -> new ClientFrame.Audio(audio(payload));
            case "interrupt" -> new ClientFrame.Interrupt();
            case "function" -> function(object(payload));
            case "" -> throw new MalformedFrame("no type");
            default -> new ClientFrame.Other();
        };
    }

    private static String bounded(String payload) {
        if (payload.isEmpty()) {
            throw new MalformedFrame("payload is missing");
        }
        if (payload.length() > LONGEST_TEXT) {
            throw new MalformedFrame("payload has at most " + LONGEST_TEXT + " characters");
        }
        return payload;
    }

    private static List<ClientFrame.Said> said(String payload) {
        if (!(structure(payload.isEmpty() ? "[]" : payload) instanceof JsonArray messages)) {
            throw new MalformedFrame("messages must be a list");
        }
        Deque<ClientFrame.Said> newest = new ArrayDeque<>();
        var characters = 0;
        for (var at = messages.size() - 1; at >= 0 && newest.size() < MOST_MESSAGES; at--) {
            var said = said(messages.get(at));
            characters += said.name().length() + said.text().length();
            if (characters > MOST_CHARACTERS) {
                break;
            }
            if (!said.text().isBlank()) {
                newest.addFirst(said);
            }
        }
        return List.copyOf(newest);
    }

    private static ClientFrame.Said said(JsonValue message) {
        if (!(message instanceof JsonObject json)) {
            throw new MalformedFrame("a message must be an object");
        }
        return new ClientFrame.Said(
                text(json, "name", Integer.MAX_VALUE).orElse(""),
                text(json, "text", Integer.MAX_VALUE).orElse(""));
    }

    private static ClientFrame function(JsonObject json) {
        return new ClientFrame.Function(
                required(json, "call_id", LONGEST_ID), required(json, "output", LONGEST_OUTPUT));
    }

    private static byte[] audio(String payload) {
        try {
            var pcm = Base64.getDecoder().decode(payload);
            if (pcm.length % 2 != 0) {
                throw new MalformedFrame("audio ends within a sample");
            }
            return pcm;
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedFrame("audio is not base64");
        }
    }

    static JsonObject object(String text) {
        if (structure(text) instanceof JsonObject object) {
            return object;
        }
        throw new MalformedFrame("not a JSON object");
    }

    private static JsonStructure structure(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.read();
        } catch (RuntimeException notJson) { // too deep a nesting is no JsonException
            // The parser's words quote the frame, which may hold what was said: they stay here.
            throw new MalformedFrame("not JSON");
        }
    }

    private static String required(JsonObject json, String name, int longest) {
        return text(json, name, longest).orElseThrow(() -> new MalformedFrame(name + " is missing"));
    }

    static Optional<String> text(JsonObject json, String name, int longest) {
        var value = json.getOrDefault(name, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (!(value instanceof JsonString text)) {
            throw new MalformedFrame(name + " must be a text");
        }
        if (text.getString().length() > longest) {
            throw new MalformedFrame(name + " has at most " + longest + " characters");
        }
        return Optional.of(text.getString());
    }
}
