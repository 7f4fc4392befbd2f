package dev.parley.emulator.realtime.wire;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;

/** The flat session and response objects of the preview, and what they are in GA. */
public final class PreviewSession {
    private static final Map<String, String> FORMATS =
            Map.of("pcm16", "audio/pcm", "g711_ulaw", "audio/pcmu", "g711_alaw", "audio/pcma");
    /** A member that only the preview has, under a name that no client says. */
    public static final String TEMPERATURE = "(preview) temperature";

    private static final double USUAL_TEMPERATURE = 0.8;

    private PreviewSession() {}

    /** What a client wants changed; members that the preview does not know stay where they are, and are refused there. */
    public static JsonObject ga(JsonObject flat) {
        var session = JSON.createObjectBuilder();
        var input = JSON.createObjectBuilder();
        var output = JSON.createObjectBuilder();
        flat.forEach((member, value) -> {
            switch (member) {
                case "modalities" -> session.add("output_modalities", modality(value));
                case "max_response_output_tokens" -> session.add("max_output_tokens", value);
                case "input_audio_format" -> input.add("format", format(value));
                case "output_audio_format" -> output.add("format", format(value));
                case "input_audio_transcription" -> input.add("transcription", value);
                case "input_audio_noise_reduction" -> input.add("noise_reduction", value);
                case "turn_detection" -> input.add("turn_detection", value);
                case "voice", "speed" -> output.add(member, value);
                case "audio", "output_modalities" -> throw BadEvent.unknown("session." + member);
                case "temperature" -> session.add(TEMPERATURE, temperature(flat));
                default -> session.add(member, value);
            }
        });
        return session.add("audio", audio(input.build(), output.build())).build();
    }

    private static JsonObjectBuilder audio(JsonObject input, JsonObject output) {
        var audio = JSON.createObjectBuilder();
        if (!input.isEmpty()) {
            audio.add("input", input);
        }
        return output.isEmpty() ? audio : audio.add("output", output);
    }

    private static JsonValue modality(JsonValue modalities) {
        boolean audio = modalities instanceof JsonArray array
                && array.stream()
                        .anyMatch(each -> each instanceof JsonString text
                                && text.getString().equals("audio"));
        return JSON.createArrayBuilder().add(audio ? "audio" : "text").build();
    }

    private static JsonValue temperature(JsonObject flat) {
        double value =
                Members.of(flat, "session").number("temperature", 0.6, 1.2).orElse(USUAL_TEMPERATURE);
        return JSON.createValue(value);
    }

    private static JsonValue format(JsonValue name) {
        String type = name instanceof JsonString text ? FORMATS.getOrDefault(text.getString(), text.getString()) : "";
        return JSON.createObjectBuilder().add("type", type).build();
    }

    /** The session object as the preview shows it. */
    public static JsonObject flat(JsonObject session) {
        JsonObject input = session.getJsonObject("audio").getJsonObject("input");
        JsonObject output = session.getJsonObject("audio").getJsonObject("output");
        return JSON.createObjectBuilder()
                .add("id", session.getString("id"))
                .add("object", "realtime.session")
                .add("model", session.getString("model"))
                .add("expires_at", session.get("expires_at"))
                .add("modalities", modalities(session))
                .add("instructions", session.getString("instructions"))
                .add("voice", output.getString("voice"))
                .add("input_audio_format", format(input))
                .add("output_audio_format", format(output))
                .add("input_audio_transcription", input.get("transcription"))
                .add("input_audio_noise_reduction", input.get("noise_reduction"))
                .add("turn_detection", input.get("turn_detection"))
                .add("tools", session.get("tools"))
                .add("tool_choice", session.get("tool_choice"))
                .add("temperature", session.getOrDefault(TEMPERATURE, JSON.createValue(USUAL_TEMPERATURE)))
                .add("max_response_output_tokens", session.get("max_output_tokens"))
                .add("speed", output.get("speed"))
                .build();
    }

    /** A response object as the preview shows it; its items are the caller's affair. */
    static JsonObjectBuilder flatResponse(JsonObject response) {
        JsonObject output = response.getJsonObject("audio").getJsonObject("output");
        return JSON.createObjectBuilder(response)
                .remove("audio")
                .remove("output_modalities")
                .add("modalities", modalities(response))
                .add("voice", output.getString("voice"))
                .add("output_audio_format", format(output))
                .add("temperature", USUAL_TEMPERATURE);
    }

    private static JsonArray modalities(JsonObject object) {
        var all = JSON.createArrayBuilder().add("text");
        boolean audio = object.getJsonArray("output_modalities").getString(0).equals("audio");
        return (audio ? all.add("audio") : all).build();
    }

    private static String format(JsonObject side) {
        String type = side.getJsonObject("format").getString("type");
        return FORMATS.entrySet().stream()
                .filter(each -> each.getValue().equals(type))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
