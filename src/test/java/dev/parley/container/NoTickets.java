package dev.parley.container;

import dev.parley.security.SocketTickets;
import dev.parley.security.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** No ticket was issued here. */
@ApplicationScoped
class NoTickets implements SocketTickets {
    @Override
    public Optional<Verdict.Admitted> take(String ticket, String path) {
        return Optional.empty();
    }
}
