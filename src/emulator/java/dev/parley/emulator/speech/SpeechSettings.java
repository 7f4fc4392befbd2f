package dev.parley.emulator.speech;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Settings of the emulated Speech service.
 *
 * <p>{@code emulator.speech.key}: the key that clients must show. {@code emulator.speech.final-delay-ms} and
 * {@code emulator.speech.first-byte-delay-ms}: 0 to 60000 ms, by which phrases and the first audio of a synthesis are late.
 */
@ApplicationScoped
public class SpeechSettings {
    private static final int LONGEST_DELAY_MS = 60_000;

    private final byte[] key;
    private final int finalDelayMs;
    private final int firstByteDelayMs;

    @Inject
    public SpeechSettings(
            @ConfigProperty(name = "emulator.speech.key", defaultValue = "local-speech-key") String key,
            @ConfigProperty(name = "emulator.speech.final-delay-ms", defaultValue = "0") int finalDelayMs,
            @ConfigProperty(name = "emulator.speech.first-byte-delay-ms", defaultValue = "0") int firstByteDelayMs) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.finalDelayMs = inRange("emulator.speech.final-delay-ms", finalDelayMs);
        this.firstByteDelayMs = inRange("emulator.speech.first-byte-delay-ms", firstByteDelayMs);
    }

    SpeechSettings() {
        this("", 0, 0);
    }

    /** Whether a client showed the right key. */
    public boolean admits(Optional<String> shown) {
        return shown.filter(text -> MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), key))
                .isPresent();
    }

    public int finalDelayMs() {
        return finalDelayMs;
    }

    public int firstByteDelayMs() {
        return firstByteDelayMs;
    }

    private static int inRange(String name, int ms) {
        if (ms < 0 || ms > LONGEST_DELAY_MS) {
            throw new IllegalArgumentException(name + " must lie in 0.." + LONGEST_DELAY_MS);
        }
        return ms;
    }
}
