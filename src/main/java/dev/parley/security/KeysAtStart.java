package dev.parley.security;

import dev.parley.config.Threads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Fetches the keys of those who sign tokens while the server starts, so that the first calls, which may be many at once, do
 * not wait for them. Tries until it has them, ever more slowly.
 */
@ApplicationScoped
public class KeysAtStart {
    private static final Logger LOG = Logger.getLogger(KeysAtStart.class.getName());
    private static final long FIRST_PAUSE_S = 1;
    private static final long LONGEST_PAUSE_S = 60;
    private static final long PAUSE_BEFORE_A_WARNING_S = 16;

    private final Doorkeeper doorkeeper;
    private final Threads threads;

    KeysAtStart() {
        this(null, null);
    }

    @Inject
    public KeysAtStart(Doorkeeper doorkeeper, Threads threads) {
        this.doorkeeper = doorkeeper;
        this.threads = threads;
    }

    void fetch(@Observes @Initialized(ApplicationScoped.class) Object started) {
        threads.virtual().execute(() -> fetch(FIRST_PAUSE_S));
    }

    private void fetch(long pauseSeconds) {
        if (doorkeeper.warm()) {
            return;
        }
        if (pauseSeconds == PAUSE_BEFORE_A_WARNING_S) {
            LOG.log(Level.WARNING, "The keys that tokens are checked with cannot be fetched yet; trying on");
        }
        threads.timers()
                .schedule(
                        () -> threads.virtual().execute(() -> fetch(Math.min(LONGEST_PAUSE_S, 2 * pauseSeconds))),
                        pauseSeconds,
                        TimeUnit.SECONDS);
    }
}
