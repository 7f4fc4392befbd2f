package dev.parley.admission;

import dev.parley.config.AdmissionSettings;
import dev.parley.config.Settings;
import dev.parley.sessions.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** What each user has used up of a day, of UTC, on all nodes. Thread-safe; waits as long as the session store does. */
@ApplicationScoped
public class Day {
    private static final Duration KEPT = Duration.ofHours(25); // longer than a day

    private final SessionStore sessions;
    private final AdmissionSettings limits;
    private final InstantSource clock;

    Day() {
        this(null, null, null);
    }

    @Inject
    public Day(SessionStore sessions, Settings settings) {
        this(sessions, settings.admission(), InstantSource.system());
    }

    Day(SessionStore sessions, AdmissionSettings limits, InstantSource clock) {
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    /** Why this user may talk no more today, after using so much more; empty while there is something left. */
    Optional<Answer.Reason> use(String user, Duration time, long tokens) {
        if (count("seconds", user, time.toSeconds()) >= limits.timePerUser().toSeconds()) {
            count("tokens", user, tokens);
            return Optional.of(Answer.Reason.MINUTES_OF_TODAY);
        }
        return count("tokens", user, tokens) >= limits.tokensPerUser()
                ? Optional.of(Answer.Reason.TOKENS_OF_TODAY)
                : Optional.empty();
    }

    private long count(String what, String user, long more) {
        return sessions.count(what + " " + today() + " " + user, more, KEPT);
    }

    /** Until everybody begins anew. */
    Duration left() {
        var tomorrow = today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return Duration.ofSeconds(Duration.between(clock.instant(), tomorrow).toSeconds() + 1);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
