package dev.parley.conversation;

import dev.parley.agents.Persona.OpenerPolicy;
import java.util.Optional;

/**
 * A few words that show at once that the agent has heard, where its answer is not ready soon after the caller's turn was over.
 * They are part of the turn, but no part of the answer. Belongs to the conversation's thread.
 */
final class Openers {
    private final Scene scene;
    private final Speaking speaking;
    private int next;
    /** What the turn at hand, or the last one, began with. */
    private Optional<String> said = Optional.empty();

    private Optional<String> before = Optional.empty();

    Openers(Scene scene, Speaking speaking) {
        this.scene = scene;
        this.speaking = speaking;
    }

    private OpenerPolicy policy() {
        return scene.persona().turns().openers();
    }

    /** The caller's turn is over and its answer is being thought. */
    void answerBegins() {
        before = said;
        said = Optional.empty();
        boolean talks = scene.history
                .lastOfCaller()
                .filter(scene.role().backchannels()::isOnly)
                .isEmpty();
        if (!policy().phrases().isEmpty()
                && talks
                && scene.turn().filter(this::nothingReady).isPresent()) {
            scene.start(Deadline.OPENER, policy().after());
        }
    }

    /** The answer takes its time. */
    void speak() {
        var phrases = policy().phrases();
        scene.turn().filter(this::nothingReady).filter(turn -> !turn.paused).ifPresent(turn -> {
            var phrase = phrases.get(next % phrases.size());
            if (before.equals(Optional.of(phrase))) {
                return; // the only one, and it was the last
            }
            next++;
            said = Optional.of(phrase);
            speaking.sayAside(turn, phrase);
            turn.entry.nextStep(); // the answer is a step of its own
        });
    }

    private boolean nothingReady(AgentTurn turn) {
        boolean voiceHasBegun =
                turn.firstTokenAt.isPresent() && scene.persona().voice().streamed();
        return !scene.modelSpeaks()
                && turn.thinking
                && !voiceHasBegun
                && !turn.acting
                && turn.farewell.isEmpty()
                && turn.issued.isEmpty()
                && turn.waiting.isEmpty();
    }
}
