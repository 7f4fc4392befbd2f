package dev.parley.emulator.speech.synthesis;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.speech.usp.UspMessage.BadFrameException;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;

/**
 * How a client wants a request to be spoken: its {@code synthesis.context}.
 *
 * @param streaming text comes in pieces, to be spoken by {@code voice}
 * @param voice empty where the SSML names it
 */
record SynthesisContext(
        AudioOutput output,
        boolean wordBoundaries,
        boolean punctuation,
        boolean sessionEnd,
        boolean streaming,
        String voice) {

    static SynthesisContext read(String json) {
        JsonObject synthesis = object(parse(json), "synthesis");
        JsonObject audio = object(synthesis, "audio");
        JsonObject metadata = object(audio, "metadataOptions");
        JsonObject input = object(synthesis, "input");
        boolean streaming = input.getBoolean("bidirectionalStreamingMode", false);
        String voice = text(input, "voiceName");
        if (streaming && voice.isBlank()) {
            throw new BadFrameException("Streamed text needs voiceName");
        }
        return new SynthesisContext(
                AudioOutput.named(text(audio, "outputFormat")),
                flag(metadata, "wordBoundaryEnabled"),
                flag(metadata, "punctuationBoundaryEnabled"),
                flag(metadata, "sessionEndEnabled"),
                streaming,
                voice);
    }

    private static JsonObject parse(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException e) {
            throw new BadFrameException("The body is not a JSON object");
        }
    }

    private static JsonObject object(JsonObject parent, String name) {
        JsonValue value = parent.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new BadFrameException(name + " is not an object");
    }

    private static String text(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonString string ? string.getString() : "";
    }

    /** The native SDK sends booleans, the JavaScript one the same as strings. */
    private static boolean flag(JsonObject parent, String name) {
        JsonValue value = parent.get(name);
        return value == JsonValue.TRUE
                || value instanceof JsonString string && string.getString().equals("true");
    }
}
