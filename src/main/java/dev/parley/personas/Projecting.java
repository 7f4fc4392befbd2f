package dev.parley.personas;

import dev.parley.agents.PersonaId;
import dev.parley.agents.PersonasLoaded;
import dev.parley.config.Threads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the copy for earlier systems in step with what is published. The node that changed a persona writes it, behind the
 * change, which never waits for it nor fails with it; what could not be written is tried again. Every few minutes one node
 * compares all and mends what was lost. Documents of personas that this store never had are nobody's to delete and stay.
 */
@ApplicationScoped
public class Projecting implements ChangedPersonas {
    private static final Logger LOG = Logger.getLogger(Projecting.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(15); // between two attempts
    private static final Duration ROUND = Duration.ofMinutes(3); // between two comparisons, by whichever node

    private final PersonaStore store;
    private final Projection projection;
    private final Configurations configurations;
    private final NodePersonas node;
    private final Supplier<Executor> threads;
    private final Optional<Threads> timers;
    private final String holder = UUID.randomUUID().toString();
    private final Set<PersonaId> due = new LinkedHashSet<>(); // as many as there are personas; guarded by this
    private boolean writing; // one at a time, so that an older state never comes after a newer one; guarded by this
    private boolean failed; // guarded by this
    private volatile int strangers; // as last told
    private volatile Optional<Future<?>> timer = Optional.empty();

    Projecting() {
        this(null, null, null, null, () -> null, Optional.empty());
    }

    @Inject
    public Projecting(
            PersonaStore store,
            Projection projection,
            Configurations configurations,
            NodePersonas node,
            Threads threads) {
        this(store, projection, configurations, node, threads::virtual, Optional.of(threads));
    }

    Projecting(
            PersonaStore store,
            Projection projection,
            Configurations configurations,
            NodePersonas node,
            Supplier<Executor> threads,
            Optional<Threads> timers) {
        this.store = store;
        this.projection = projection;
        this.configurations = configurations;
        this.node = node;
        this.threads = threads;
        this.timers = timers;
    }

    void start(@Observes PersonasLoaded loaded) {
        timer = timers.map(Threads::timers)
                .map(all -> all.scheduleWithFixedDelay(
                        () -> inBackground(this::mend), 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    }

    @PreDestroy
    void stop() {
        timer.ifPresent(each -> each.cancel(false));
    }

    @Override
    public void changed(PersonaId id) {
        add(List.of(id));
        inBackground(this::write);
    }

    private void inBackground(Runnable work) {
        try {
            threads.get().execute(work);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "The server stops; another node mends the copy", e);
        }
    }

    /** Compares all if it is time and no other node does, and writes what is due. */
    void mend() {
        if (isOurTurn()) {
            try {
                add(wrong());
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "The copy for earlier systems could not be compared; tried again", e);
            }
        }
        write();
    }

    private boolean isOurTurn() {
        try {
            return store.claim("projection", holder, ROUND);
        } catch (StoreUnavailable e) {
            LOG.log(Level.FINE, "Nobody knows whose turn it is: {0}", e.getMessage());
            return false;
        }
    }

    private Set<PersonaId> wrong() {
        var catalog = node.catalog();
        var wanted = configurations.published();
        var difference = projection.compare(wanted);
        var wrong = new LinkedHashSet<PersonaId>();
        catalog.byDefault()
                .filter(id -> difference.wrong().contains(id.value()))
                .ifPresent(wrong::add);
        wanted.stream()
                .map(Configuration::id)
                .filter(id -> difference.wrong().contains(id.value()))
                .forEach(wrong::add);
        var ours = difference.others().stream()
                .flatMap(id -> PersonaId.of(id).flatMap(node::remembered).stream())
                .map(known -> known.head().id())
                .toList();
        wrong.addAll(ours);
        tellOfStrangers(difference.others().size() - ours.size());
        return wrong;
    }

    private void tellOfStrangers(int count) {
        if (count != strangers) {
            strangers = count;
            LOG.log(Level.WARNING, "Documents for earlier systems that are of no persona here, and stay: {0}", count);
        }
    }

    private synchronized void add(Iterable<PersonaId> ids) {
        ids.forEach(due::add);
    }

    /** Whoever comes while another thread writes leaves it to that one. */
    void write() {
        for (var next = begun(); next.isPresent(); next = next()) {
            var id = next.get();
            try {
                write(id);
                worked();
            } catch (RuntimeException e) {
                gaveUp(id, e);
                return;
            }
        }
    }

    /** As it stands in the store at this moment, whatever this node knows. */
    private void write(PersonaId id) {
        var published =
                store.head(id).filter(head -> !head.gone() && head.published().isPresent());
        if (published.isPresent()) {
            projection.put(configurations.of(published.get(), store.catalog()));
        } else {
            projection.remove(id.value());
        }
    }

    private synchronized Optional<PersonaId> begun() {
        if (writing) {
            return Optional.empty();
        }
        writing = true;
        return next();
    }

    private synchronized Optional<PersonaId> next() {
        var first = due.stream().findFirst();
        first.ifPresentOrElse(due::remove, () -> writing = false);
        return first;
    }

    private synchronized void worked() {
        if (failed) {
            LOG.log(Level.INFO, "The copy for earlier systems is written again");
            failed = false;
        }
    }

    /** Behind the others next time, so that one that cannot be written holds up none. */
    private synchronized void gaveUp(PersonaId id, RuntimeException why) {
        due.add(id);
        writing = false;
        if (!failed) {
            LOG.log(Level.WARNING, "Persona " + id + " could not be copied for earlier systems; tried again", why);
            failed = true;
        }
    }
}
