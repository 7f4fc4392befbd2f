package dev.parley.emulator.realtime.settings;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.Members;
import dev.parley.emulator.realtime.wire.PreviewSession;
import dev.parley.emulator.thinking.ToolSpec;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a session, or one response of it, is set to.
 *
 * @param json the members of the GA session object that a client may change, every one of them there
 */
public record SessionSettings(JsonObject json) {
    private static final String INSTRUCTIONS =
            "You are a helpful, friendly assistant. Answer briefly and call a function if you can.";

    /** What a session begins with. */
    public static SessionSettings defaults() {
        JsonObject detection = TurnDetection.checked(
                Members.of(JSON.createObjectBuilder().add("type", "server_vad").build(), ""));
        return new SessionSettings(JSON.createObjectBuilder()
                .add("output_modalities", JSON.createArrayBuilder().add("audio"))
                .add("instructions", INSTRUCTIONS)
                .add("tools", JsonValue.EMPTY_JSON_ARRAY)
                .add("tool_choice", "auto")
                .add("max_output_tokens", "inf")
                .addNull("tracing")
                .addNull("prompt")
                .add("truncation", "auto")
                .add(
                        "audio",
                        JSON.createObjectBuilder()
                                .add(
                                        "input",
                                        JSON.createObjectBuilder()
                                                .add("format", AudioCodec.PCM.json())
                                                .addNull("transcription")
                                                .addNull("noise_reduction")
                                                .add("turn_detection", detection))
                                .add(
                                        "output",
                                        JSON.createObjectBuilder()
                                                .add("format", AudioCodec.PCM.json())
                                                .add("voice", "alloy")
                                                .add("speed", 1)))
                .addNull("include")
                .build());
    }

    /**
     * The settings after a {@code session.update}.
     *
     * @param model the deployment, which a session keeps
     */
    public SessionSettings updated(Members session, String model) {
        session.only(
                "type",
                "model",
                "instructions",
                "output_modalities",
                "audio",
                "tools",
                "tool_choice",
                "max_output_tokens",
                "truncation",
                "tracing",
                "include",
                "prompt",
                "parallel_tool_calls",
                "reasoning",
                PreviewSession.TEMPERATURE);
        session.needChoice("type", List.of("realtime"));
        if (session.text("model").filter(named -> !named.equals(model)).isPresent()) {
            throw BadEvent.at(session.path("model"), "cannot_update_model", "Cannot update a session's model.");
        }
        return new SessionSettings(new SettingsReader(json, session).changed());
    }

    /** The settings of one response that overrides some. */
    public SessionSettings overridden(Members response) {
        response.object("audio").ifPresent(audio -> {
            audio.only("output");
            audio.object("output").ifPresent(output -> output.only("format", "voice"));
        });
        return new SessionSettings(new SettingsReader(json, response).changed());
    }

    /** The session object as events show it. */
    public JsonObject session(String id, String model, long expiresAtSeconds) {
        var session = JSON.createObjectBuilder()
                .add("type", "realtime")
                .add("object", "realtime.session")
                .add("id", id)
                .add("model", model);
        json.forEach(session::add);
        return session.add("expires_at", expiresAtSeconds).build();
    }

    public String instructions() {
        return json.getString("instructions");
    }

    /** Whether answers are spoken; else they are written. */
    public boolean spoken() {
        return json.getJsonArray("output_modalities").getString(0).equals("audio");
    }

    public String voice() {
        return output().getString("voice");
    }

    public AudioCodec outputCodec() {
        return AudioCodec.of(output().getJsonObject("format").getString("type"));
    }

    public AudioCodec inputCodec() {
        return AudioCodec.of(input().getJsonObject("format").getString("type"));
    }

    public Optional<TurnDetection> turnDetection() {
        return TurnDetection.of(input().get("turn_detection"));
    }

    /** The model that transcribes what the user says, where the client wants to read it. */
    public Optional<String> transcriber() {
        return input().get("transcription") instanceof JsonObject transcription
                ? Optional.of(transcription.getString("model"))
                : Optional.empty();
    }

    /** Empty: as many as the model wants. */
    public OptionalInt mostTokens() {
        return json.get("max_output_tokens") instanceof JsonNumber most
                ? OptionalInt.of(most.intValue())
                : OptionalInt.empty();
    }

    public JsonArray tools() {
        return json.getJsonArray("tools");
    }

    /** The tools that {@code tool_choice} leaves. */
    public List<ToolSpec> allowedTools() {
        return ToolList.allowed(tools(), json.get("tool_choice"));
    }

    public boolean mustCall() {
        return ToolList.mustCall(json.get("tool_choice")) && !allowedTools().isEmpty();
    }

    private JsonObject input() {
        return json.getJsonObject("audio").getJsonObject("input");
    }

    private JsonObject output() {
        return json.getJsonObject("audio").getJsonObject("output");
    }
}
