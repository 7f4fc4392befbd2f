package dev.parley.conversation;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The caller's part where the model hears for itself: it tells when a turn is over and later which words it was. Who has the
 * floor is answered at once, before the words are known; while the agent has it, the words decide whether they interrupt.
 * Belongs to the conversation's thread.
 */
final class Committed {
    /** Stands in the history for words that nobody could make out. */
    private static final String INAUDIBLE = "[not understood]";

    private final Scene scene;
    private final Floor floor;
    private final Interrupting interrupting;
    private final Consumer<String> said;
    private final Runnable nothing;
    private final Set<Integer> awaited = new LinkedHashSet<>();
    private boolean sounds;

    /**
     * @param said words decide what becomes of the agent's turn
     * @param nothing nothing came of a sound
     */
    Committed(Scene scene, Floor floor, Interrupting interrupting, Consumer<String> said, Runnable nothing) {
        this.scene = scene;
        this.floor = floor;
        this.interrupting = interrupting;
        this.said = said;
        this.nothing = nothing;
    }

    /** The caller speaks, or the words of what was said are waited for. */
    boolean busy() {
        return sounds && scene.modelSpeaks() || !awaited.isEmpty();
    }

    void voiceBegan() {
        sounds = true;
        scene.stop(Deadline.SILENCE, Deadline.FINAL);
    }

    /** The model tells next that the turn is over. */
    void voiceEnded() {
        scene.start(Deadline.FINAL);
    }

    void over(EngineEvent.TurnCommitted turn) {
        sounds = false;
        scene.stop(Deadline.SILENCE, Deadline.FINAL);
        if (scene.turn().isPresent() || wordsAreNeeded()) {
            awaited.add(turn.utterance());
            interrupting.wordsFollow();
            scene.start(Deadline.FINAL);
        } else {
            scene.notesSaid();
            scene.history.callerSpoke(turn.utterance(), scene.offsetMs());
            floor.answer();
        }
    }

    /** Who answers has not heard it. */
    private boolean wordsAreNeeded() {
        return scene.successor.filter(scene::changesEngine).isPresent();
    }

    void words(EngineEvent.WordsFollowed words) {
        if (awaited.remove(words.utterance())) {
            if (awaited.isEmpty()
                    && !sounds) { // what sounds may be a turn of its own, or was heard again as part of this one
                scene.stop(Deadline.FINAL);
            }
            words.text().ifPresentOrElse(this::heard, nothing);
            return;
        }
        var text = words.text().orElse(INAUDIBLE);
        boolean noise = !SpeakableText.hasWords(text);
        scene.history.wordsOf(words.utterance(), noise ? "" : text);
        if (!noise) {
            scene.tell(new Caption.CallerSaid(text, false));
        }
        if (wordsAreNeeded() && scene.turn().isEmpty() && !busy()) {
            floor.rest();
        } else if (noise && scene.turn().filter(this::answersNoise).isPresent()) {
            scene.decided("called off", Map.of("reason", "no words"));
            floor.cut("no words", floor::rest);
        }
    }

    private void heard(String text) {
        if (SpeakableText.hasWords(text)) {
            said.accept(text);
        } else {
            nothing.run();
        }
    }

    private boolean answersNoise(AgentTurn turn) {
        return turn.cause.equals("caller") && !turn.audible() && !scene.history.unanswered();
    }

    /** Neither a turn nor its words came: the agent goes on. The model has heard it all the same. */
    void late() {
        scene.decided("words late", Map.of("utterances", awaited.size()));
        forget();
        nothing.run();
    }

    /** What sounds, and what its words are, is for nobody here. */
    void forget() {
        sounds = false;
        awaited.clear();
    }

    /** The session is gone; the next one hears again what this one did not tell the words of. */
    void lost() {
        if (busy()) {
            scene.stop(Deadline.FINAL);
        }
    }

    /** A session hears, perhaps again. */
    void ready() {
        if (busy()) {
            scene.start(Deadline.FINAL);
        }
    }
}
