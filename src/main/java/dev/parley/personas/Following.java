package dev.parley.personas;

import dev.parley.agents.PersonasLoaded;
import dev.parley.config.Threads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps this node's knowledge of personas up to date: reads everything at start, as often as it takes, then asks once a second
 * what changed. While the store is away, what is known stays.
 */
@ApplicationScoped
public class Following {
    private static final Logger LOG = Logger.getLogger(Following.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(1); // what is published counts on all nodes within two

    private final PersonaStore store;
    private final NodePersonas node;
    private final Seeding seeding;
    private final Threads threads;
    private final Event<PersonasLoaded> loaded;
    private volatile Optional<Future<?>> polling = Optional.empty();
    private Optional<String> mark = Optional.empty();
    private boolean sown;
    private volatile Optional<String> away = Optional.of("it has not been read yet");

    Following() {
        this(null, null, null, null, null);
    }

    @Inject
    public Following(
            PersonaStore store, NodePersonas node, Seeding seeding, Threads threads, Event<PersonasLoaded> loaded) {
        this.store = store;
        this.node = node;
        this.seeding = seeding;
        this.threads = threads;
        this.loaded = loaded;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        polling = Optional.of(
                threads.timers().scheduleWithFixedDelay(this::look, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    @PreDestroy
    void stop() {
        polling.ifPresent(timer -> timer.cancel(true));
    }

    /** Why the store is away, in plain words; empty when it answers. */
    public Optional<String> away() {
        return away;
    }

    /** On one thread at a time. */
    void look() {
        try {
            sown = sown || seeding.sow();
            if (mark.isEmpty()) {
                var everything = store.everything();
                node.learn(everything);
                mark = Optional.of(everything.mark());
                LOG.log(Level.INFO, "Personas: {0}", node.heads().size());
                loaded.fire(new PersonasLoaded());
            } else {
                var changes = store.changesSince(mark.get());
                changes.heads().forEach(node::learn);
                changes.catalog().ifPresent(node::learn);
                mark = Optional.of(changes.mark());
            }
            if (away.isPresent()) {
                LOG.log(Level.INFO, "The store of personas answers");
            }
            away = Optional.empty();
        } catch (StoreUnavailable e) {
            if (away.isEmpty() || mark.isEmpty() && !away.get().equals(e.getMessage())) {
                LOG.log(Level.WARNING, "The store of personas is away: " + e.getMessage(), e);
            }
            away = Optional.of(e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Personas could not be followed; tried again", e);
            away = Optional.of("what it keeps could not be read");
        }
    }
}
