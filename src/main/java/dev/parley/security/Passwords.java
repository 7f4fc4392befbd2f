package dev.parley.security;

import dev.parley.config.SecuritySettings;
import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Users who vouch for themselves by name and password: the demo users of local mode, else those of the server. Whoever guesses
 * is slowed down. Thread-safe; may block shortly for the server's registry.
 */
@ApplicationScoped
public class Passwords {
    private final SecuritySettings settings;
    private final ServerUsers users;
    private final Attempts attempts;

    Passwords() {
        this(null, null, () -> 0);
    }

    @Inject
    public Passwords(Settings settings, ServerUsers users) {
        this(settings.security(), users, System::nanoTime);
    }

    Passwords(SecuritySettings settings, ServerUsers users, LongSupplier nanos) {
        this.settings = settings;
        this.users = users;
        this.attempts = new Attempts(nanos);
    }

    /** What came of a name and a password. */
    public sealed interface Answer {
        record Right(Verdict.Admitted user) implements Answer {}

        record Wrong() implements Answer {}

        /** Not looked at: too many were wrong before. */
        record Wait(Duration pause) implements Answer {}
    }

    /** @param address from where they come; another's guesses do not slow this one down */
    public Answer check(String name, String password, String address) {
        var guesser = name.toLowerCase(Locale.ROOT) + "@" + address;
        var pause = attempts.pause(guesser);
        if (pause.isPositive()) {
            return new Answer.Wait(pause);
        }
        var user = vouched(name, password);
        if (user.isEmpty()) {
            attempts.wrong(guesser);
            return new Answer.Wrong();
        }
        attempts.right(guesser);
        return new Answer.Right(user.get());
    }

    private Optional<Verdict.Admitted> vouched(String name, String password) {
        var demo = Optional.ofNullable(settings.demoUsers().get(name));
        return (demo.isPresent()
                        ? demo.filter(user -> same(user.password(), password)).map(user -> user.roles())
                        : users.groups(name, password))
                .map(groups -> new Verdict.Admitted(name, groups));
    }

    static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
