package dev.parley.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Azure OpenAI Realtime; the resource is that of {@link OpenAiSettings}.
 *
 * @param endpoint {@code parley.openai.endpoint}: https root of the resource
 * @param key {@code parley.openai.key}, secret
 * @param deployment {@code parley.realtime.deployment}: speech-to-speech model of personas with that pipeline
 * @param transcription {@code parley.realtime.transcription}: model that writes down what callers say
 * @param sessionLife {@code parley.realtime.session-life-s}: after which a session is replaced, if the service does not end it
 *     sooner
 * @param fallbacks {@code parley.realtime.fallbacks}, with {@code parley.realtime.fallback-keys}: asked in this order where the
 *     deployment gives no session
 */
public record RealtimeSettings(
        URI endpoint,
        String key,
        String deployment,
        String transcription,
        Duration sessionLife,
        List<Target> fallbacks) {
    public RealtimeSettings {
        fallbacks = List.copyOf(fallbacks);
    }

    /** All that can be asked for a session, in order. */
    public List<Target> targets() {
        var all = new ArrayList<Target>();
        all.add(new Target(endpoint, key, deployment));
        all.addAll(fallbacks);
        return all;
    }

    @Override
    public String toString() {
        return "RealtimeSettings[" + endpoint + ", " + deployment + "]";
    }

    /**
     * A deployment of a resource.
     *
     * @param key secret
     */
    public record Target(URI endpoint, String key, String deployment) {
        /** For people: without the key. */
        @Override
        public String toString() {
            return deployment + " of " + endpoint.getHost();
        }
    }
}
