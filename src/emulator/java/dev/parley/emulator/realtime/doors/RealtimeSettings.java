package dev.parley.emulator.realtime.doors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Settings of the emulated Realtime service. Thread-safe; changes count from the next session or response.
 *
 * <p>{@code emulator.openai.key}: the key, as of chat completions. {@code emulator.realtime.deployments}: what may be asked.
 * {@code emulator.realtime.session-seconds}: how long a session may live, 1 to 86400, default 3600.
 * {@code emulator.realtime.speed}: how much faster than it plays audio leaves, up to 100, default 5; 0: at once.
 */
@ApplicationScoped
public class RealtimeSettings {
    public static final long LONGEST_SESSION_SECONDS = 86_400;
    public static final double HIGHEST_SPEED = 100;

    private final byte[] key;
    private final Set<String> deployments;
    private final Limits initially;
    private volatile Limits now;

    /** What can be changed while the emulator runs. */
    public record Limits(long sessionSeconds, double speed) {
        public Limits {
            if (sessionSeconds < 1
                    || sessionSeconds > LONGEST_SESSION_SECONDS
                    || !(speed >= 0 && speed <= HIGHEST_SPEED)) {
                throw new IllegalArgumentException(
                        "emulator.realtime: session-seconds from 1 to 86400, speed from 0 to 100");
            }
        }
    }

    @Inject
    public RealtimeSettings(
            @ConfigProperty(name = "emulator.openai.key", defaultValue = "local-openai-key") String key,
            @ConfigProperty(
                            name = "emulator.realtime.deployments",
                            defaultValue =
                                    "gpt-realtime,gpt-realtime-mini,gpt-4o-realtime-preview,gpt-4o-mini-realtime-preview")
                    Set<String> deployments,
            @ConfigProperty(name = "emulator.realtime.session-seconds", defaultValue = "3600") long sessionSeconds,
            @ConfigProperty(name = "emulator.realtime.speed", defaultValue = "5") double speed) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.deployments = Set.copyOf(deployments);
        initially = new Limits(sessionSeconds, speed);
        now = initially;
    }

    RealtimeSettings() {
        this("", Set.of(), 1, 0);
    }

    boolean isKey(String shown) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), key);
    }

    boolean has(String deployment) {
        return deployments.contains(deployment);
    }

    public Limits now() {
        return now;
    }

    public void set(Limits changed) {
        now = changed;
    }

    /** As it was at the start. */
    public void reset() {
        now = initially;
    }
}
