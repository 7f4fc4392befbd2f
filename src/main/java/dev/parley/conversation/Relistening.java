package dev.parley.conversation;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Listens anew after the recogniser was lost, a few times in a row. Belongs to the conversation's thread. */
final class Relistening {
    /** Waits before each; after the last the call is given up. */
    private static final List<Duration> WAITS =
            List.of(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(3));

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
        if (retryable && times < WAITS.size()) {
            scene.start(Deadline.RELISTEN, WAITS.get(times++));
        } else {
            leaving.giveUp();
        }
    }

    void listen() {
        scene.emit(new Effect.ListenAgain(scene.history.messages()));
        scene.start(Deadline.HEARING);
    }

    /** Something was heard: the next loss is the first again. */
    void hears() {
        times = 0;
        scene.stop(Deadline.HEARING);
    }
}
