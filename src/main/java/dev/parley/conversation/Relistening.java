package dev.parley.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Listens anew after the recogniser was lost, a few times in a row. Belongs to the conversation's thread. */
final class Relistening {
    /** Waits before each; after the last the call is given up. */
    private static final List<Duration> WAITS =
            List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(3));

    /** A caller waits for the first word: longer than for three deployments, no longer than until another engine speaks. */
    private static final Duration OTHER_ENGINE = Duration.ofSeconds(5);

    private final Scene scene;
    private final Leaving leaving;
    private int times;

    Relistening(Scene scene, Leaving leaving) {
        this.scene = scene;
        this.leaving = leaving;
    }

    void hearingLost(String reason, boolean retryable) {
        scene.stop(Deadline.HEARING);
        scene.decided("hearing lost", Map.of("reason", reason, "retryable", retryable, "time", times + 1));
        if (retryable && times < (scene.canFallBack() ? 1 : WAITS.size())) {
            scene.start(Deadline.RELISTEN, WAITS.get(times++));
        } else if (scene.canFallBack()) {
            times = 0;
            scene.fallBack(reason);
            scene.start(Deadline.HEARING);
        } else {
            leaving.giveUp();
        }
    }

    /** Somebody begins to listen. */
    void begin() {
        scene.start(Deadline.HEARING, scene.canFallBack() ? OTHER_ENGINE : Deadline.HEARING.usual());
    }

    /** Nobody was ready to listen in time: another engine is, where there is one. */
    void late() {
        hearingLost("recogniser not ready in time", !scene.canFallBack());
    }

    /** Nobody listens yet, or any more. */
    boolean isDeaf() {
        return scene.runs(Deadline.HEARING) || scene.runs(Deadline.RELISTEN);
    }

    void listen() {
        scene.emit(new Effect.ListenAgain(scene.history.messages()));
        begin();
    }

    /** Something was heard: the next loss is the first again. */
    void hears() {
        times = 0;
        scene.stop(Deadline.HEARING);
    }
}
