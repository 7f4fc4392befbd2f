package dev.parley.conversation;

import java.util.Map;

/**
 * What the caller does without a voice, but for keys: writes, asks for an answer, stops the agent. Belongs to the
 * conversation's thread.
 */
final class ByHand {
    /** What stands in the transcript where a picture was shown. */
    private static final String PICTURE = "[shows a picture]";

    private final Scene scene;
    private final Floor floor;
    private final Hearing hearing;
    private final Interrupting interrupting;

    ByHand(Scene scene, Floor floor, Hearing hearing, Interrupting interrupting) {
        this.scene = scene;
        this.floor = floor;
        this.hearing = hearing;
        this.interrupting = interrupting;
    }

    void on(ConversationEvent.ByHand event) {
        switch (event) {
            case ConversationEvent.Noted noted -> noted(noted.text());
            case ConversationEvent.Shown shown -> shown(shown.picture());
            case ConversationEvent.Prompted prompted -> prompted();
            case ConversationEvent.Stopped stopped -> stopped();
        }
    }

    private void noted(String text) {
        if (!scene.history.noted(text, false)) {
            scene.decided("note dropped", Map.of());
        }
    }

    private void shown(String picture) {
        if (scene.history.noted(PICTURE, true)) {
            scene.emit(new Effect.ShowPicture(picture));
        } else {
            scene.decided("note dropped", Map.of());
        }
    }

    private void prompted() {
        if (!scene.history.hasNotes()) {
            if (scene.turn().isEmpty() && !hearing.busy()) {
                floor.answer();
            }
            return;
        }
        hearing.wrote();
        if (interrupting.putsOffWriting()) {
            scene.notesSaid();
            return;
        }
        floor.cut("written to", () -> {
            scene.notesSaid();
            floor.answer();
        });
    }

    private void stopped() {
        scene.cutForGood();
        if (scene.turn().filter(AgentTurn::interruptible).isPresent()) {
            floor.cut("stopped by hand", floor::rest);
        }
    }
}
