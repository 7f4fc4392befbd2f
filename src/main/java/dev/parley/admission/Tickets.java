package dev.parley.admission;

import dev.parley.sessions.SessionStore;
import dev.parley.sessions.Ticket;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Single-use tickets, each for one user and one path: what a browser shows in the address of a socket. Every node honours
 * every ticket. Thread-safe; waits as long as the session store does.
 */
@ApplicationScoped
public class Tickets {
    /** 30 s: a page opens its socket at once, and an address that leaks into a log later is worth nothing. */
    public static final Duration LIFE = Duration.ofSeconds(30);

    private static final int SECRET_BYTES = 32; // 256 bits, not to be guessed
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}"); // what base64 makes of them

    private final SessionStore sessions;
    private final SecureRandom random = new SecureRandom();

    Tickets() {
        this(null);
    }

    @Inject
    public Tickets(SessionStore sessions) {
        this.sessions = sessions;
    }

    /** A new ticket, fit for an address as it is; good until it is shown, at most {@link #LIFE}. */
    public String issue(Ticket ticket) {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.keepTicket(secret, ticket, LIFE);
        return secret;
    }

    /** What it stands for. It is used up by that, also where it was shown at another path than its own. */
    public Optional<Ticket> take(String secret, String path) {
        return FORM.matcher(secret).matches()
                ? sessions.takeTicket(secret).filter(ticket -> ticket.path().equals(path))
                : Optional.empty();
    }
}
