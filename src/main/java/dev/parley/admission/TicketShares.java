package dev.parley.admission;

import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** How many tickets a minute this node gives to one user. Thread-safe. */
@ApplicationScoped
public class TicketShares {
    /** Of all users: as many tickets as the session store keeps while they last. */
    private static final int OF_ALL = 20_000;

    private final Pace pace;

    TicketShares() {
        this.pace = null;
    }

    @Inject
    public TicketShares(Settings settings) {
        pace = new Pace(settings.admission().ticketsPerMinute(), OF_ALL, System::nanoTime);
    }

    /** Zero: admitted, and counted; else how long to wait, in whole seconds. */
    public Duration admit(String user) {
        return pace.admit(user);
    }
}
