package dev.parley.admission;

import dev.parley.admission.Answer.Reason;
import dev.parley.config.AdmissionSettings;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.sessions.SessionStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The talks of this node and the places they take among those of all nodes. A place is renewed while its talk lasts, so that those
 * of a dead node are free again after a minute. Thread-safe.
 */
@ApplicationScoped
public class Places {
    private static final Logger LOG = System.getLogger(Places.class.getName());

    /** 1 min without a sign of its node and a talk counts no more. */
    private static final Duration LIFE = Duration.ofMinutes(1);
    /** Three times in a life: one lost attempt costs nobody a place. */
    private static final Duration RENEWAL = Duration.ofSeconds(20);
    /** From the upgrade of a socket to its talk: clients that tell how it begins have 10 s for that. */
    private static final Duration HELD = Duration.ofSeconds(15);
    /** 10 s: a talk among many ends often, and who asks every second helps nobody. */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final String EVERYBODY = "talks";

    private final AdmissionSettings limits;
    private final SessionStore sessions;
    private final Day day;
    private final Executor threads;
    private final BiConsumer<Duration, Runnable> later;
    private final LongSupplier nanos;
    private final Set<Place> live = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Place>> held = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Places() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public Places(Settings settings, SessionStore sessions, Day day, Threads threads) {
        this(
                settings.admission(),
                sessions,
                day,
                threads.lasting(),
                (after, task) -> threads.timers()
                        .schedule(() -> threads.lasting().execute(task), after.toMillis(), TimeUnit.MILLISECONDS),
                System::nanoTime);
    }

    /** @param later runs tasks that may wait, so much later */
    Places(
            AdmissionSettings limits,
            SessionStore sessions,
            Day day,
            Executor threads,
            BiConsumer<Duration, Runnable> later,
            LongSupplier nanos) {
        this.limits = limits;
        this.sessions = sessions;
        this.day = day;
        this.threads = threads;
        this.later = later;
        this.nanos = nanos;
    }

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        later.accept(RENEWAL, this::renewAgainAndAgain);
    }

    private void renewAgainAndAgain() {
        renew();
        if (!stopped) {
            later.accept(RENEWAL, this::renewAgainAndAgain);
        }
    }

    @PreDestroy
    void stop() {
        stopped = true;
    }

    /** A place for a talk of this user, if there is one. */
    Answer open(String user) {
        var place = new Place(user, UUID.randomUUID().toString(), this::over);
        if (!sessions.join(of(user), place.id, limits.sessionsPerUser(), LIFE)) {
            return new Answer.Refused(Reason.TALKS_AT_ONCE, SOON);
        }
        if (!sessions.join(EVERYBODY, place.id, limits.sessions(), LIFE)) {
            sessions.leave(of(user), place.id);
            return new Answer.Refused(Reason.ALL_BUSY, SOON);
        }
        live.add(place);
        return new Answer.Admitted(place);
    }

    /** Why there is no place now for a talk of this user. */
    Optional<Answer.Refused> refusal(String user) {
        return switch (open(user)) {
            case Answer.Refused refused -> Optional.of(refused);
            case Answer.Admitted admitted -> {
                var place = (Place) admitted.lease();
                live.remove(place);
                leave(place);
                yield Optional.empty();
            }
        };
    }

    /** Keeps the place until somebody begins there, or for 15 s. */
    void hold(Place place) {
        held.computeIfAbsent(place.user, name -> ConcurrentHashMap.newKeySet()).add(place);
        later.accept(HELD, () -> {
            if (release(place)) {
                place.ended();
            }
        });
    }

    /** Another's place is never taken: it is this user's. */
    Optional<Place> takeHeld(String user) {
        return held.getOrDefault(user, Set.of()).stream().filter(this::release).findFirst();
    }

    /** True for one of all who ask. */
    private boolean release(Place place) {
        var mine = new boolean[1];
        held.computeIfPresent(place.user, (user, waiting) -> {
            mine[0] = waiting.remove(place);
            return waiting.isEmpty() ? null : waiting;
        });
        return mine[0];
    }

    void begin(Place place, Runnable outOfTime) {
        place.begin(outOfTime, nanos.getAsLong());
    }

    /** Keeps the places of all talks, and tells those whose user has nothing left. */
    void renew() {
        for (var place : live) {
            try {
                sessions.join(of(place.user), place.id, Integer.MAX_VALUE, LIFE);
                sessions.join(EVERYBODY, place.id, Integer.MAX_VALUE, LIFE);
                if (account(place).isPresent()) {
                    place.tellOutOfTime();
                }
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A talk could not be renewed; the next time may do", e);
            }
        }
    }

    private Optional<Reason> account(Place place) {
        var used = place.account(nanos.getAsLong());
        return day.use(place.user, used.time(), used.tokens());
    }

    private void over(Place place) {
        live.remove(place);
        release(place);
        try {
            threads.execute(() -> giveBack(place)); // who ends a talk must not wait for the store
        } catch (RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "The executor takes no more; the place is free when its time is over", e);
        }
    }

    private void giveBack(Place place) {
        leave(place);
        account(place);
    }

    private void leave(Place place) {
        sessions.leave(of(place.user), place.id);
        sessions.leave(EVERYBODY, place.id);
    }

    private static String of(String user) {
        return "talks of " + user;
    }
}
