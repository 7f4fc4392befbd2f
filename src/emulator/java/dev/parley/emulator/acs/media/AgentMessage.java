package dev.parley.emulator.acs.media;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/**
 * What a server sends on the media socket. Member names and kinds are read without regard to case, because Microsoft's own
 * SDKs differ in it; {@code kind} alone decides, because one of them sends an empty {@code stopAudio} with every audio
 * (protocols/acs-media-streaming.md §3).
 */
public sealed interface AgentMessage {
    /** Audio to play: PCM16 mono at the stream's rate, any length. */
    record Audio(short[] pcm) implements AgentMessage {}

    /** Drop everything queued. */
    record Stop() implements AgentMessage {}

    /** Something the service does not take; {@code problem} says why, without repeating content. */
    record Wrong(String problem) implements AgentMessage {}

    JsonReaderFactory READERS = JsonProvider.provider().createReaderFactory(Map.of());

    /** Reads one text message; never throws for what it holds. */
    static AgentMessage parse(String text) {
        JsonObject message;
        try (var reader = READERS.createReader(new StringReader(text))) {
            if (!(reader.readValue() instanceof JsonObject object)) {
                return new Wrong("message is not a JSON object");
            }
            message = object;
        } catch (JsonException | IllegalStateException e) {
            return new Wrong("message is not well-formed JSON");
        }
        if (!(member(message, "kind") instanceof JsonString kind)) {
            return new Wrong("message has no kind");
        }
        return switch (kind.getString().toLowerCase(Locale.ROOT)) {
            case "audiodata" -> audio(message);
            case "stopaudio" -> new Stop();
            default -> new Wrong("unknown kind of message");
        };
    }

    private static AgentMessage audio(JsonObject message) {
        if (!(member(message, "audioData") instanceof JsonObject body)
                || !(member(body, "data") instanceof JsonString data)) {
            return new Wrong("AudioData has no audioData.data");
        }
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(data.getString());
        } catch (IllegalArgumentException e) {
            return new Wrong("AudioData is not base64");
        }
        if (bytes.length % 2 != 0) {
            return new Wrong("AudioData has an odd number of bytes");
        }
        return new Audio(samples(bytes));
    }

    private static short[] samples(byte[] bytes) {
        short[] pcm = new short[bytes.length / 2];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) ((bytes[2 * i] & 0xff) | bytes[2 * i + 1] << 8);
        }
        return pcm;
    }

    private static JsonValue member(JsonObject object, String name) {
        JsonValue exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonValue> each : object.entrySet()) {
            if (each.getKey().equalsIgnoreCase(name)) {
                return each.getValue();
            }
        }
        return JsonValue.NULL;
    }
}
