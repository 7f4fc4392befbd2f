package dev.parley.conversation;

import java.util.Map;
import java.util.Optional;

/** How the agent's turn is cut: everything of it stops, and then what was heard of it is known. Belongs to the conversation's thread. */
final class Cutting {
    private final Scene scene;
    private final Answering answering;
    private final HandingOver handingOver;
    private Optional<Runnable> afterwards = Optional.empty();

    Cutting(Scene scene, Answering answering, HandingOver handingOver) {
        this.scene = scene;
        this.answering = answering;
        this.handingOver = handingOver;
    }

    /** The turn at hand is being cut: what is still reported of it was sent before. */
    boolean underWay() {
        return afterwards.isPresent();
    }

    /** As {@link Floor#cut} promises; of two that cut the same turn, the later one goes on from there. */
    void cut(String why, Runnable then) {
        var turn = scene.turn();
        if (turn.isEmpty()) {
            then.run();
            return;
        }
        if (afterwards.isEmpty()) {
            scene.decided("cut", Map.of("reason", why, "phase", turn.get().phase()));
            scene.emit(new Effect.CutPlayback(turn.get().id));
            scene.emit(new Effect.CancelTurn(turn.get().id));
            answering.abandonTools(turn.get());
            stopTurnTimers();
        }
        afterwards = Optional.of(then);
    }

    /** Playback is cut, and every sample that went out was reported. */
    void playbackCut() {
        scene.ledger.cut(scene.now());
        scene.turn().filter(turn -> scene.modelSpeaks()).ifPresent(this::tellHeard);
        stopTurnTimers();
        scene.turn().ifPresent(turn -> {
            scene.endTurn("cut");
            handingOver.turnOver(turn);
        });
        var then = afterwards;
        afterwards = Optional.empty();
        then.ifPresent(Runnable::run);
    }

    /** A model that speaks for itself forgets what the caller did not hear. */
    private void tellHeard(AgentTurn turn) {
        turn.issued.stream()
                .map(piece -> piece.id().orElseThrow())
                .map(id -> new Effect.TellHeard(id, scene.ledger.heardSamples(id, scene.now())))
                .forEach(scene::emit);
    }

    /** Nothing of a turn that is over is waited for. */
    void stopTurnTimers() {
        scene.stop(
                Deadline.FIRST_TOKEN,
                Deadline.ANSWER,
                Deadline.TOOLS,
                Deadline.FILLER,
                Deadline.OPENER,
                Deadline.PLAYBACK,
                Deadline.PLAYED_OUT,
                Deadline.PAUSE,
                Deadline.FAREWELL);
    }
}
