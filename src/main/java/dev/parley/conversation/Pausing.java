package dev.parley.conversation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The agent holds its tongue while it is not clear whether the caller interrupts. Playback stops at once, or does not begin;
 * then the agent is cut, or it goes on from the first word that the caller did not hear whole. A pause is short, whatever the recogniser does.
 */
final class Pausing {
    /** Partials are 0.3 to 0.7 s behind the voice: no words by then, no speech. */
    private static final Duration WITHOUT_WORDS = Duration.ofSeconds(1);
    /** A word was guessed: its final is at most about 2 s behind. No pause is longer. */
    static final Duration LONGEST = Duration.ofMillis(2_500);
    /** The voice has ended; the partial of its last word may still come. */
    private static final Duration AFTER_VOICE = Duration.ofMillis(300);
    /** False alarms in a row, after which it is noise that sounds, and only words stop the agent. */
    private static final int FALSE_ALARMS = 3;

    private final Scene scene;
    private final Speaking speaking;
    private long sinceNanos;
    private long untilNanos;
    private boolean words;
    private Optional<PlayoutLedger.Position> goesOnAt = Optional.empty();

    Pausing(Scene scene, Speaking speaking) {
        this.scene = scene;
        this.speaking = speaking;
    }

    void pause() {
        scene.turn().filter(turn -> !turn.paused && scene.lineThere()).ifPresent(this::pause);
    }

    /** Whether the caller may seem to interrupt it once more. */
    boolean forgives(AgentTurn turn) {
        return turn.falseAlarms < FALSE_ALARMS;
    }

    private void pause(AgentTurn turn) {
        scene.decided("pause", Map.of("phase", turn.phase()));
        turn.paused = true;
        sinceNanos = scene.now();
        words = false;
        scene.stop(Deadline.PLAYBACK, Deadline.PLAYED_OUT);
        until(WITHOUT_WORDS);
        scene.emit(new Effect.PausePlayback(turn.id));
    }

    /** Playback stands still; what went out until then is known. */
    void playbackPaused() {
        goesOnAt = scene.ledger.rewind(scene.now());
    }

    private Optional<AgentTurn> paused() {
        return scene.turn().filter(turn -> turn.paused);
    }

    /** The pause ends that long after it began. */
    private void until(Duration afterBegin) {
        untilNanos = sinceNanos + afterBegin.toNanos();
        scene.start(Deadline.PAUSE, Duration.ofNanos(untilNanos - scene.now()));
    }

    /** Words came that are too few to cut: what they are will be told soon. */
    void wordsCame() {
        if (paused().isPresent() && !words) {
            words = true;
            until(LONGEST);
        }
    }

    void voiceEnded() {
        if (paused().isPresent() && !words) {
            var left = Duration.ofNanos(untilNanos - scene.now());
            if (left.compareTo(AFTER_VOICE) > 0) {
                until(Duration.ofNanos(scene.now() - sinceNanos).plus(AFTER_VOICE));
            }
        }
    }

    /** It was a false alarm: the agent goes on. */
    void resume() {
        paused().ifPresent(turn -> {
            turn.paused = false;
            turn.falseAlarms++;
            turn.progressAt = scene.now();
            scene.stop(Deadline.PAUSE);
            scene.decided(
                    "false alarm",
                    Map.of("paused_ms", (scene.now() - sinceNanos) / 1_000_000, "time", turn.falseAlarms));
            scene.emit(new Effect.ResumePlayback(goesOnAt));
            speaking.proceed(turn);
        });
    }
}
