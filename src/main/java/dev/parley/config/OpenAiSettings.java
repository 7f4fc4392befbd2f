package dev.parley.config;

import java.net.URI;
import java.time.Duration;

/**
 * Azure OpenAI chat.
 *
 * @param endpoint {@code parley.openai.endpoint}: https root of the resource
 * @param key {@code parley.openai.key}, secret
 * @param deployment {@code parley.openai.deployment}: of personas that name none
 * @param wholeAnswer {@code parley.openai.whole-answer-ms}: longest time from request to the end of the stream
 */
public record OpenAiSettings(URI endpoint, String key, String deployment, Duration wholeAnswer) {
    @Override
    public String toString() {
        return "OpenAiSettings[" + endpoint + ", " + deployment + "]";
    }
}
