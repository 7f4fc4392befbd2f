package dev.parley.admission;

import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** How many paid tokens a minute this node gives out, to one user and to all. Thread-safe. */
@ApplicationScoped
public class TokenShares {
    private final Pace pace;

    TokenShares() {
        this.pace = null;
    }

    @Inject
    public TokenShares(Settings settings) {
        pace = new Pace(settings.tokens().perUser(), settings.tokens().perNode(), System::nanoTime);
    }

    /** Zero: admitted, and counted; else how long to wait, in whole seconds. */
    public Duration admit(String user) {
        return pace.admit(user);
    }
}
