package dev.parley.admission;

import dev.parley.admission.Answer.Reason;
import dev.parley.config.AdmissionSettings;
import dev.parley.config.Settings;
import dev.parley.sessions.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Who may talk now: so many at once, so often, so much a day. Counts on all nodes that share a session store. Telephone calls
 * are none of its business. Thread-safe; waits as long as the session store does.
 */
@ApplicationScoped
public class Admission {
    private static final long MINUTE_S = 60;
    private static final Duration COUNTED = Duration.ofMinutes(2); // longer than the minute that is counted

    private final AdmissionSettings limits;
    private final SessionStore sessions;
    private final Day day;
    private final Places places;
    private final InstantSource clock;
    private final Supplier<Stream<Veto>> vetoes;
    private final Consumer<Answer.Refused> refusals;

    Admission() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    public Admission(
            Settings settings,
            SessionStore sessions,
            Day day,
            Places places,
            Instance<Veto> vetoes,
            Event<Answer.Refused> refusals) {
        this(settings.admission(), sessions, day, places, InstantSource.system(), vetoes::stream, refusals::fire);
    }

    Admission(
            AdmissionSettings limits,
            SessionStore sessions,
            Day day,
            Places places,
            InstantSource clock,
            Supplier<Stream<Veto>> vetoes,
            Consumer<Answer.Refused> refusals) {
        this.limits = limits;
        this.sessions = sessions;
        this.day = day;
        this.places = places;
        this.clock = clock;
        this.vetoes = vetoes;
        this.refusals = refusals;
    }

    /**
     * Keeps a place for a talk whose socket is about to open on this node: {@link #admit} of the same user takes it. If nobody
     * does within 15 s it is free again.
     */
    public Answer hold(Wish wish) {
        var answer = open(wish);
        if (answer instanceof Answer.Admitted admitted) {
            places.hold((Place) admitted.lease());
        }
        return told(answer);
    }

    /**
     * Lets a talk begin.
     *
     * @param outOfTime run once, on another thread, when its user has used up the day's share: the talk should come to its end
     *     politely. Must not block.
     */
    public Answer admit(Wish wish, Runnable outOfTime) {
        var held = places.takeHeld(wish.user());
        var vetoed = vetoed(wish);
        if (vetoed.isPresent()) {
            held.ifPresent(Place::ended);
            return told(vetoed.get());
        }
        var answer = held.<Answer>map(Answer.Admitted::new).orElseGet(() -> open(wish));
        if (answer instanceof Answer.Admitted admitted) {
            places.begin((Place) admitted.lease(), outOfTime);
        }
        return told(answer);
    }

    /** Why a talk could not begin now; empty: it could. Takes no place and counts nowhere. */
    public Optional<Answer.Refused> refusal(Wish wish) {
        return vetoed(wish)
                .or(() -> spent(wish.user()))
                .or(() -> tooOften(wish.user(), 0))
                .or(() -> places.refusal(wish.user()));
    }

    private Answer told(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            refusals.accept(refused);
        }
        return answer;
    }

    private Answer open(Wish wish) {
        return vetoed(wish)
                .or(() -> spent(wish.user()))
                .or(() -> tooOften(wish.user(), 1))
                .<Answer>map(refused -> refused)
                .orElseGet(() -> places.open(wish.user()));
    }

    private Optional<Answer.Refused> vetoed(Wish wish) {
        return vetoes.get().flatMap(veto -> veto.against(wish).stream()).findFirst();
    }

    private Optional<Answer.Refused> spent(String user) {
        return day.use(user, Duration.ZERO, 0).map(reason -> new Answer.Refused(reason, day.left()));
    }

    /** Minutes of the clock, as all nodes have the same ones. */
    private Optional<Answer.Refused> tooOften(String user, int more) {
        long now = clock.instant().getEpochSecond();
        long begun = sessions.count("talks begun by " + user + " in " + now / MINUTE_S, more, COUNTED);
        return begun + 1 - more <= limits.talksPerMinute()
                ? Optional.empty()
                : Optional.of(new Answer.Refused(Reason.TALKS_A_MINUTE, Duration.ofSeconds(MINUTE_S - now % MINUTE_S)));
    }
}
