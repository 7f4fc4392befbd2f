package dev.parley.config;

import java.net.URI;

/**
 * Azure OpenAI Realtime; the resource is that of {@link OpenAiSettings}.
 *
 * @param endpoint {@code parley.openai.endpoint}: https root of the resource
 * @param key {@code parley.openai.key}, secret
 * @param deployment {@code parley.realtime.deployment}: speech-to-speech model of personas with that pipeline
 * @param transcription {@code parley.realtime.transcription}: model that writes down what callers say
 */
public record RealtimeSettings(URI endpoint, String key, String deployment, String transcription) {
    @Override
    public String toString() {
        return "RealtimeSettings[" + endpoint + ", " + deployment + "]";
    }
}
