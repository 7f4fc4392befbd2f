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
 * <p>{@code emulator.speech.key}: the key that clients must show.
 */
@ApplicationScoped
public class SpeechSettings {
    private final byte[] key;

    @Inject
    public SpeechSettings(@ConfigProperty(name = "emulator.speech.key", defaultValue = "local-speech-key") String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    SpeechSettings() {
        this("");
    }

    /** Whether a client showed the right key. */
    public boolean admits(Optional<String> shown) {
        return shown.filter(text -> MessageDigest.isEqual(text.getBytes(StandardCharsets.UTF_8), key))
                .isPresent();
    }
}
