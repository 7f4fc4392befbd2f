package dev.parley.config;

import java.time.Duration;

/**
 * How services are treated that fail.
 *
 * @param retryRefusedKey {@code parley.upstream.retry-refused-key-ms}: pause between two attempts while a service refuses
 *     our key, 1 s to 1 h
 * @param cascadeVoice {@code parley.realtime.cascade-voice}: speaks for personas of a speech-to-speech model that cannot be had,
 *     where they name no other
 */
public record UpstreamSettings(Duration retryRefusedKey, String cascadeVoice) {}
