package dev.parley.personas;

import dev.parley.agents.CallOutcome;
import dev.parley.config.Threads;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Counts this node's calls of personas that have a canary: in memory as calls end, in the store every few seconds, whereupon the
 * canary is judged. While the store is away counting goes on; a server that is killed loses the last seconds. Holds a few numbers
 * per canary that runs. Thread-safe; the end of a call waits for nothing but a short lock.
 */
@ApplicationScoped
public class CanaryCounting {
    private static final Logger LOG = Logger.getLogger(CanaryCounting.class.getName());
    private static final Duration PAUSE = Duration.ofSeconds(3); // what a killed server loses at most

    private final NodePersonas node;
    private final CanaryStore store;
    private final Canaries canaries;
    private final Threads threads;
    private final String name = UUID.randomUUID().toString();
    private final Map<CanaryRun, NodeTally> counted = new HashMap<>(); // guarded by itself, and so is the next
    private final Set<CanaryRun> unwritten = new HashSet<>();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Optional<Future<?>> timer = Optional.empty();
    private boolean away;

    CanaryCounting() {
        this(null, null, null, null);
    }

    @Inject
    public CanaryCounting(NodePersonas node, CanaryStore store, Canaries canaries, Threads threads) {
        this.node = node;
        this.store = store;
        this.canaries = canaries;
        this.threads = threads;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        timer = Optional.of(threads.timers()
                .scheduleWithFixedDelay(
                        () -> threads.virtual().execute(this::write),
                        PAUSE.toMillis(),
                        PAUSE.toMillis(),
                        TimeUnit.MILLISECONDS));
    }

    @PreDestroy
    void stop() {
        timer.ifPresent(every -> every.cancel(true));
    }

    void ended(@Observes CallOutcome call) {
        var head = node.find(call.persona()).map(NodePersonas.Known::head);
        var run = head.flatMap(CanaryRun::of).filter(canary -> !call.began()
                .isBefore(canary.since())); // it may have begun before there was a choice
        if (run.isEmpty()) {
            return;
        }
        boolean tried = call.revision().equals(run.get().revision());
        boolean published = head.flatMap(PersonaHead::published)
                .filter(revision -> revision.hash().equals(call.revision()))
                .isPresent();
        if (tried || published) {
            count(run.get(), call, tried);
        }
    }

    private void count(CanaryRun run, CallOutcome call, boolean tried) {
        synchronized (counted) {
            var before = counted.getOrDefault(run, new NodeTally(run, name, Tally.NONE, Tally.NONE));
            counted.put(
                    run,
                    tried
                            ? new NodeTally(run, name, before.tried().plus(call), before.published())
                            : new NodeTally(
                                    run,
                                    name,
                                    before.tried(),
                                    before.published().plus(call)));
            unwritten.add(run);
        }
    }

    /** Writes what is new and judges by it; what cannot be written now is written next time. One at a time. */
    void write() {
        if (!writing.tryLock()) {
            return; // the store is slow
        }
        try {
            for (var tally : fresh()) {
                store.keep(tally);
                judge(tally.canary());
                written(tally);
            }
            away = false;
        } catch (StoreUnavailable e) {
            if (!away) {
                LOG.log(Level.WARNING, "What calls of canaries come to is written later: " + e.getMessage(), e);
            }
            away = true;
        } finally {
            writing.unlock();
        }
    }

    /** What is wrong with one canary keeps no other from being written. */
    private void judge(CanaryRun canary) {
        try {
            canaries.judge(canary);
        } catch (StoreUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(
                    Level.SEVERE,
                    "The canary of " + canary.persona() + " could not be judged; tried at its next call",
                    e);
        }
    }

    /** What was counted since it was last written, of canaries that still run; the others are forgotten. */
    private List<NodeTally> fresh() {
        synchronized (counted) {
            counted.keySet().removeIf(run -> !runs(run));
            unwritten.retainAll(counted.keySet());
            return unwritten.stream().map(counted::get).toList();
        }
    }

    private boolean runs(CanaryRun run) {
        return node.find(run.persona())
                .flatMap(known -> CanaryRun.of(known.head()))
                .filter(run::equals)
                .isPresent();
    }

    /** Unless more calls ended meanwhile. */
    private void written(NodeTally tally) {
        synchronized (counted) {
            if (tally.equals(counted.get(tally.canary()))) {
                unwritten.remove(tally.canary());
            }
        }
    }
}
