package dev.parley.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Azure Speech. Exactly one of host and region is given.
 *
 * @param host {@code parley.speech.host}: root of another host, such as {@code ws://localhost:9090} in local mode
 * @param region {@code parley.speech.region}, such as {@code swedencentral}
 * @param key {@code parley.speech.key}, secret
 * @param synthesisPool {@code parley.speech.synthesis-pool}: connections kept open per voice and format, 1 to 64
 * @param synthesisLimit {@code parley.speech.synthesis-limit}: syntheses at once on this node, 1 to 1000
 * @param firstAudio {@code parley.speech.first-audio-ms}: longest wait for the first audio of a piece
 */
public record SpeechSettings(
        Optional<URI> host,
        Optional<String> region,
        String key,
        int synthesisPool,
        int synthesisLimit,
        Duration firstAudio) {
    /** Where the service is, whichever of the two is given; names of hosts: learn.microsoft.com, Speech service endpoints, 2025. */
    public URI root() {
        return host.orElseGet(() -> URI.create("https://" + region.orElseThrow() + ".stt.speech.microsoft.com"));
    }

    @Override
    public String toString() {
        return "SpeechSettings[" + host.map(URI::toString).or(() -> region).orElse("nowhere") + "]";
    }
}
