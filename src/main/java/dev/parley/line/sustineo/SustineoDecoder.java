package dev.parley.line.sustineo;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the browser sends: prior-systems §2.4. Unknown members are ignored. */
final class SustineoDecoder {
    static final int LONGEST_ID = 128;
    static final int LONGEST_TEXT = 8_000;
    static final int LONGEST_OUTPUT = 32_000;
    private static final int LONGEST_NAME = 100;
    /** Dates and times are as the browser's locale writes them. */
    private static final int LONGEST_TIME = 64;

    private static final String NOBODY = "unnamed user";
    private static final List<String> WISHES = List.of(
            "detection_type",
            "transcription_model",
            "threshold",
            "silence_duration",
            "prefix_padding",
            "eagerness",
            "voice");

    private SustineoDecoder() {}

    /** @throws MalformedFrame if it is no JSON object or its members cannot be what its type says */
    static ClientFrame decode(String text) {
        var json = object(text);
        return switch (text(json, "type", LONGEST_ID).orElse("")) {
            case "settings" -> settings(json);
            case "audio" -> new ClientFrame.Audio(audio(json));
            case "message" -> message(json);
            case "interrupt" -> new ClientFrame.Interrupt();
            case "function_completion" ->
                new ClientFrame.FunctionCompletion(
                        required(json, "call_id", LONGEST_ID), required(json, "output", LONGEST_OUTPUT));
            case "" -> throw new MalformedFrame("no type");
            default -> new ClientFrame.Other();
        };
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = JSON.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (RuntimeException notJson) { // too deep a nesting is no JsonException
            // The parser's words quote the frame, which may hold what was said: they stay here.
            throw new MalformedFrame("not a JSON object");
        }
    }

    private static ClientFrame settings(JsonObject json) {
        var given = json.getOrDefault("settings", JsonValue.EMPTY_JSON_OBJECT);
        if (!(given instanceof JsonObject settings)) {
            throw new MalformedFrame("settings must be an object");
        }
        var id = text(json, "id", LONGEST_ID).orElse("");
        var wishes = WISHES.stream()
                .filter(wish -> settings.containsKey(wish) || settings.containsKey(wish + "_ms"))
                .toList();
        return new ClientFrame.Settings(id, values(settings), wishes);
    }

    private static Map<String, String> values(JsonObject settings) {
        var values = new HashMap<String, String>();
        var user = value(settings, "user", LONGEST_NAME).orElse(NOBODY);
        values.put("user", user);
        values.put("customer", user);
        value(settings, "date", LONGEST_TIME).ifPresent(date -> values.put("localDate", date));
        value(settings, "time", LONGEST_TIME).ifPresent(time -> values.put("localTime", time));
        return values;
    }

    /** One line: a prompt's value must not look like a part of the prompt. */
    private static Optional<String> value(JsonObject settings, String name, int longest) {
        return text(settings, name, longest)
                .map(text ->
                        text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip())
                .filter(text -> !text.isEmpty());
    }

    private static ClientFrame message(JsonObject json) {
        if (!text(json, "role", LONGEST_ID).orElse("user").equals("user")) {
            throw new MalformedFrame("role must be user");
        }
        return new ClientFrame.Message(required(json, "content", LONGEST_TEXT));
    }

    private static byte[] audio(JsonObject json) {
        try {
            var pcm = Base64.getDecoder().decode(required(json, "content", Integer.MAX_VALUE));
            if (pcm.length % 2 != 0) {
                throw new MalformedFrame("audio ends within a sample");
            }
            return pcm;
        } catch (IllegalArgumentException notBase64) {
            throw new MalformedFrame("audio is not base64");
        }
    }

    private static String required(JsonObject json, String name, int longest) {
        return text(json, name, longest).orElseThrow(() -> new MalformedFrame(name + " is missing"));
    }

    private static Optional<String> text(JsonObject json, String name, int longest) {
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
