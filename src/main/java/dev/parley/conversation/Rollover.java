package dev.parley.conversation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Replaces the session of a model that hears and speaks before the service ends it, or where an operator wants it: another one
 * is opened beside it and takes over in a gap in which nobody speaks, or in time anyway. Belongs to the conversation's thread.
 */
final class Rollover {
    /** A minute finds a gap in nearly any conversation. */
    private static final Duration LOOKS_FOR_A_GAP = Duration.ofSeconds(60);
    /** The old one must not end by itself while the next one takes over. */
    private static final Duration IN_TIME = Duration.ofSeconds(15);
    /** A service that gave no session may give one by then. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Scene scene;
    private State state = State.SERVED;
    private Optional<Long> endsAt = Optional.empty();
    private Optional<Duration> lasts = Optional.empty();

    private enum State {
        /** By one session. */
        SERVED,
        /** Another one is being opened. */
        PREPARING,
        /** It is there and waits for a gap. */
        STANDS_BY
    }

    Rollover(Scene scene) {
        this.scene = scene;
    }

    /** A session serves that can live for so long. */
    void lasts(Duration life) {
        served();
        endsAt = Optional.of(scene.now() + life.toNanos());
        lasts = Optional.of(life);
        scene.start(Deadline.SESSION, untilEnd().minus(part(LOOKS_FOR_A_GAP, life, 2)));
    }

    /** One session serves, or will. */
    private void served() {
        state = State.SERVED;
        endsAt = Optional.empty();
        lasts = Optional.empty();
        scene.stop(Deadline.SESSION, Deadline.GAP);
    }

    private Duration untilEnd() {
        return Duration.ofNanos(endsAt.orElseThrow() - scene.now());
    }

    /** So much of a session's life, of a short one a part. */
    private static Duration part(Duration usual, Duration life, int share) {
        var most = life.dividedBy(share);
        return usual.compareTo(most) < 0 ? usual : most;
    }

    /** It is time, or somebody wants it. */
    void begin(String why) {
        if (state == State.SERVED && scene.modelSpeaks() && !scene.runs(Deadline.HEARING)) {
            state = State.PREPARING;
            scene.stop(Deadline.SESSION);
            scene.decided("rollover begins", Map.of("reason", why));
            scene.emit(new Effect.PrepareNext());
        }
    }

    void ready() {
        if (state == State.PREPARING) {
            state = State.STANDS_BY;
            lasts.ifPresent(life -> scene.start(Deadline.GAP, untilEnd().minus(part(IN_TIME, life, 4))));
        }
    }

    void failed(EngineEvent.NextLost lost) {
        scene.stop(Deadline.GAP);
        if (state != State.SERVED) {
            state = State.SERVED;
            scene.decided("rollover failed", Map.of("reason", lost.reason(), "retryable", lost.retryable()));
            if (endsAt.isPresent() && untilEnd().compareTo(AGAIN) > 0) {
                scene.start(Deadline.SESSION, AGAIN);
            }
        }
    }

    /** Nobody speaks and nothing is under way. */
    void gap() {
        if (state == State.STANDS_BY) {
            takeOver(true);
        }
    }

    /** No gap came in time. */
    void noGap() {
        if (state == State.STANDS_BY) {
            takeOver(false);
        }
    }

    private void takeOver(boolean gap) {
        scene.decided("rollover", Map.of("gap", gap));
        scene.emit(new Effect.TakeOver(scene.history.messages(), gap));
        served();
    }

    /** The session ended by itself: another one is opened, or the one that stands by takes over. */
    void sessionLost() {
        served();
    }
}
