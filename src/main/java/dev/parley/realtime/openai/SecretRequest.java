package dev.parley.realtime.openai;

import static dev.parley.web.Json.JSON;

import dev.parley.config.RealtimeSettings;
import dev.parley.realtime.ClientSecrets.Setup;
import jakarta.json.JsonObjectBuilder;

/** What we send for a client secret: azure-openai-realtime §2 and §6. */
final class SecretRequest {
    private SecretRequest() {}

    static String ga(Setup setup, RealtimeSettings azure, long seconds) {
        var input = JSON.createObjectBuilder()
                .add("transcription", transcription(setup, azure))
                .add("turn_detection", turnDetection(setup));
        var output = JSON.createObjectBuilder().add("voice", setup.voice());
        var session = JSON.createObjectBuilder()
                .add("type", "realtime")
                .add("model", azure.deployment())
                .add("instructions", setup.instructions())
                .add("output_modalities", JSON.createArrayBuilder().add("audio"))
                .add("audio", JSON.createObjectBuilder().add("input", input).add("output", output));
        setup.mostTokens().ifPresent(most -> session.add("max_output_tokens", most));
        return JSON.createObjectBuilder()
                .add(
                        "expires_after",
                        JSON.createObjectBuilder().add("anchor", "created_at").add("seconds", seconds))
                .add("session", session)
                .build()
                .toString();
    }

    static String preview(Setup setup, RealtimeSettings azure) {
        var session = JSON.createObjectBuilder()
                .add("model", azure.deployment())
                .add("instructions", setup.instructions())
                .add("modalities", JSON.createArrayBuilder().add("audio").add("text"))
                .add("voice", setup.voice())
                .add("input_audio_transcription", transcription(setup, azure))
                .add("turn_detection", turnDetection(setup));
        setup.mostTokens().ifPresent(most -> session.add("max_response_output_tokens", most));
        return session.build().toString();
    }

    private static JsonObjectBuilder transcription(Setup setup, RealtimeSettings azure) {
        return JSON.createObjectBuilder()
                .add("model", azure.transcription())
                .add("language", setup.language().getLanguage());
    }

    /** The browser's model answers and stops by itself. */
    private static JsonObjectBuilder turnDetection(Setup setup) {
        return TurnDetection.of(setup.endOfSpeech(), setup.eagerness(), true);
    }
}
