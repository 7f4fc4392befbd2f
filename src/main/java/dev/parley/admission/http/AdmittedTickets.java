package dev.parley.admission.http;

import dev.parley.admission.Tickets;
import dev.parley.security.SocketTickets;
import dev.parley.security.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Tells the security room whom a ticket stands for. */
@ApplicationScoped
public class AdmittedTickets implements SocketTickets {
    private final Tickets tickets;

    AdmittedTickets() {
        this(null);
    }

    @Inject
    public AdmittedTickets(Tickets tickets) {
        this.tickets = tickets;
    }

    @Override
    public Optional<Verdict.Admitted> take(String ticket, String path) {
        return tickets.take(ticket, path).map(found -> new Verdict.Admitted(found.user(), found.roles()));
    }
}
