package dev.parley.realtime.openai;

import dev.parley.config.RealtimeSettings;
import dev.parley.realtime.ClientSecrets.Setup;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** What we send for a client secret: azure-openai-realtime §2 and §6. */
final class SecretRequest {
    private SecretRequest() {}

    static String ga(Setup setup, RealtimeSettings azure, long seconds) {
        var input = Json.createObjectBuilder()
                .add("transcription", transcription(setup, azure))
                .add("turn_detection", turnDetection(setup));
        var output = Json.createObjectBuilder().add("voice", setup.voice());
        var session = Json.createObjectBuilder()
                .add("type", "realtime")
                .add("model", azure.deployment())
                .add("instructions", setup.instructions())
                .add("output_modalities", Json.createArrayBuilder().add("audio"))
                .add("audio", Json.createObjectBuilder().add("input", input).add("output", output));
        setup.mostTokens().ifPresent(most -> session.add("max_output_tokens", most));
        return Json.createObjectBuilder()
                .add(
                        "expires_after",
                        Json.createObjectBuilder().add("anchor", "created_at").add("seconds", seconds))
                .add("session", session)
                .build()
                .toString();
    }

    static String preview(Setup setup, RealtimeSettings azure) {
        var session = Json.createObjectBuilder()
                .add("model", azure.deployment())
                .add("instructions", setup.instructions())
                .add("modalities", Json.createArrayBuilder().add("audio").add("text"))
                .add("voice", setup.voice())
                .add("input_audio_transcription", transcription(setup, azure))
                .add("turn_detection", turnDetection(setup));
        setup.mostTokens().ifPresent(most -> session.add("max_response_output_tokens", most));
        return session.build().toString();
    }

    private static JsonObjectBuilder transcription(Setup setup, RealtimeSettings azure) {
        return Json.createObjectBuilder()
                .add("model", azure.transcription())
                .add("language", setup.language().getLanguage());
    }

    /** The browser's model answers and stops by itself. */
    private static JsonObjectBuilder turnDetection(Setup setup) {
        return TurnDetection.of(setup.endOfSpeech(), setup.eagerness(), true);
    }
}
