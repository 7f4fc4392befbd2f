package dev.parley.line.openai;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what clients send and distrusts it. */
final class ClientEvents {
    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_OUTPUT = 32_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");
    /** Of a session or response, what does not change how the persona is. */
    private static final Set<String> FREE =
            Set.of("type", "output_modalities", "modalities", "metadata", "include", "tracing");

    private static final int RATE_HZ = 24_000;

    private ClientEvents() {}

    /** @throws BadEvent when it is none */
    static ClientEvent read(String message) {
        var json = object(message);
        try {
            return read(text(json, "type"), json);
        } catch (BadEvent bad) {
            throw bad.in(json.get("event_id") instanceof JsonString id ? id.getString() : "");
        }
    }

    private static JsonObject object(String message) {
        try (var reader = JSON.createReader(new StringReader(message))) {
            return reader.readObject();
        } catch (RuntimeException notAnObject) { // too deep a nesting is no JsonException
            throw BadEvent.of("invalid_json", "An event is one JSON object.");
        }
    }

    private static ClientEvent read(String type, JsonObject json) {
        return switch (type) {
            case "session.update" -> update(member(json, "session"));
            case "input_audio_buffer.append" -> new ClientEvent.Append(pcm(json));
            case "input_audio_buffer.commit" -> new ClientEvent.Commit();
            case "input_audio_buffer.clear" -> new ClientEvent.Clear();
            case "conversation.item.create" -> item(member(json, "item"));
            case "conversation.item.truncate" ->
                new ClientEvent.Truncate(name(json, "item_id"), number(json, "audio_end_ms"));
            case "response.create" ->
                new ClientEvent.Respond(
                        json.get("response") instanceof JsonObject wished ? unfree("response", wished) : List.of());
            case "response.cancel", "output_audio_buffer.clear" -> new ClientEvent.Cancel();
            case "parley.playback" -> new ClientEvent.Played(name(json, "item_id"), number(json, "played_ms"));
            case "conversation.item.delete", "conversation.item.retrieve" ->
                throw BadEvent.of("not_supported", "type", "Items are kept by the conversation itself.");
            default -> throw BadEvent.of("unknown_event", "type", "There is no event of this type.");
        };
    }

    private static ClientEvent update(JsonObject session) {
        if (session.get("audio") instanceof JsonObject audio) {
            format(audio, "input");
            format(audio, "output");
        }
        preview(session, "input_audio_format");
        preview(session, "output_audio_format");
        return new ClientEvent.Update(unfree("session", session));
    }

    /** The one format that is spoken here. */
    private static void format(JsonObject audio, String direction) {
        if (audio.get(direction) instanceof JsonObject way && way.get("format") instanceof JsonObject format) {
            boolean pcm = "audio/pcm".equals(format.getString("type", ""));
            if (!pcm || format.containsKey("rate") && number(format, "rate") != RATE_HZ) {
                throw BadEvent.of(
                        "unsupported_format",
                        "session.audio." + direction + ".format",
                        "Audio here is audio/pcm at 24000 Hz.");
            }
        }
    }

    private static void preview(JsonObject session, String name) {
        if (session.get(name) instanceof JsonString format
                && !format.getString().equals("pcm16")) {
            throw BadEvent.of("unsupported_format", "session." + name, "Audio here is pcm16 at 24000 Hz.");
        }
    }

    private static List<String> unfree(String of, JsonObject wished) {
        var names = new ArrayList<String>();
        for (var name : wished.keySet()) {
            if (!FREE.contains(name) && wished.get(name) != JsonValue.NULL && names.size() < 20) {
                names.add(of + "." + (NAME.matcher(name).matches() ? name : "?"));
            }
        }
        return List.copyOf(names);
    }

    private static ClientEvent item(JsonObject item) {
        var id = item.get("id") instanceof JsonString named
                        && NAME.matcher(named.getString()).matches()
                ? Optional.of(named.getString())
                : Optional.<String>empty();
        return switch (text(item, "type")) {
            case "message" -> message(id, item);
            case "function_call_output" ->
                new ClientEvent.ToolOutput(id, name(item, "call_id"), bounded(item, "output", LONGEST_OUTPUT));
            default ->
                throw BadEvent.of("set_by_persona", "item.type", "Only messages of the user and outputs of functions.");
        };
    }

    private static ClientEvent message(Optional<String> id, JsonObject item) {
        if (!text(item, "role").equals("user")) {
            throw BadEvent.of("set_by_persona", "item.role", "Only the user speaks here; the rest is the persona's.");
        }
        if (!item.containsKey("content") || item.get("content").getValueType() != JsonValue.ValueType.ARRAY) {
            throw BadEvent.of("invalid_value", "item.content", "A message has content.");
        }
        var text = new StringBuilder();
        for (var part : item.getJsonArray("content")) {
            if (!(part instanceof JsonObject content) || !text(content, "type").equals("input_text")) {
                throw BadEvent.of(
                        "not_supported", "item.content", "Only input_text; speech comes by the audio buffer.");
            }
            text.append(text.isEmpty() ? "" : " ").append(bounded(content, "text", LONGEST_TEXT));
        }
        if (text.toString().isBlank() || text.length() > LONGEST_TEXT) {
            throw BadEvent.of("invalid_value", "item.content", "A message has 1 to " + LONGEST_TEXT + " characters.");
        }
        return new ClientEvent.Write(id, text.toString());
    }

    private static byte[] pcm(JsonObject json) {
        try {
            var bytes = Base64.getDecoder().decode(text(json, "audio"));
            if (bytes.length % 2 != 0) {
                throw BadEvent.of("invalid_value", "audio", "PCM of 16 bits has an even number of bytes.");
            }
            return bytes;
        } catch (IllegalArgumentException notBase64) {
            throw BadEvent.of("invalid_value", "audio", "The audio is no base64.");
        }
    }

    private static JsonObject member(JsonObject json, String name) {
        if (json.get(name) instanceof JsonObject object) {
            return object;
        }
        throw BadEvent.of("missing_required_parameter", name, "The event has no object " + name + ".");
    }

    private static String text(JsonObject json, String name) {
        if (json.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw BadEvent.of("missing_required_parameter", name, "There is no text " + name + ".");
    }

    private static String bounded(JsonObject json, String name, int most) {
        var text = text(json, name);
        if (text.length() > most) {
            throw BadEvent.of("invalid_value", name, "At most " + most + " characters.");
        }
        return text;
    }

    private static String name(JsonObject json, String name) {
        var text = text(json, name);
        if (!NAME.matcher(text).matches()) {
            throw BadEvent.of("invalid_value", name, "This is no id.");
        }
        return text;
    }

    private static long number(JsonObject json, String name) {
        if (json.get(name) instanceof JsonNumber number && number.longValue() >= 0) {
            return number.longValue();
        }
        throw BadEvent.of("invalid_value", name, "This must be a number of at least 0.");
    }
}
