package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.wire.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Client secrets and what they were made for; each counts for its time, as often as it is shown. Thread-safe. */
@ApplicationScoped
public class Secrets {
    /** The oldest goes when there are more. */
    private static final int MOST = 10_000;

    private final Clock clock;
    private final Map<String, Secret> secrets = new LinkedHashMap<>();

    /** @param settings what a session begins with that is opened with it */
    record Secret(String value, Instant expiresAt, String deployment, SessionSettings settings) {}

    public Secrets() {
        this(Clock.systemUTC());
    }

    Secrets(Clock clock) {
        this.clock = clock;
    }

    synchronized Secret make(String deployment, SessionSettings settings, long seconds) {
        Instant now = clock.instant();
        secrets.values().removeIf(each -> each.expiresAt().isBefore(now));
        if (secrets.size() >= MOST) {
            Iterator<String> oldest = secrets.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        var secret = new Secret(Ids.secret(), now.plusSeconds(seconds), deployment, settings);
        secrets.put(secret.value(), secret);
        return secret;
    }

    /** The secret of this value, while it counts. */
    synchronized Optional<Secret> shown(String value) {
        return Optional.ofNullable(secrets.get(value))
                .filter(secret -> clock.instant().isBefore(secret.expiresAt()));
    }
}
