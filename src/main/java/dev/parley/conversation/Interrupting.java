package dev.parley.conversation;

import dev.parley.conversation.turns.BargeIn;

/** The caller's voice against the agent's: what of it cuts the agent, and what waits until the agent is done. */
final class Interrupting {
    private final Scene scene;
    private final Floor floor;
    private final BargeIn bargeIn;

    private boolean cutTheAgent;
    private boolean putOff;

    Interrupting(Scene scene, Floor floor, BargeIn bargeIn) {
        this.scene = scene;
        this.floor = floor;
        this.bargeIn = bargeIn;
    }

    /** A guess at what the caller is saying. */
    void partial(String text) {
        if (interruptible() && bargeIn.cutsOnPartial(text, scene.persona().turns())) {
            cutTheAgent = true;
            floor.cut("barge-in", () -> {});
        }
    }

    void pressed() {
        if (interruptible()) {
            floor.cut("key pressed", () -> {});
        }
    }

    /** Whether a guess at the utterance at hand cut the agent: it was speech then, whatever becomes of it. */
    boolean cutTheAgent() {
        return cutTheAgent;
    }

    /** What the caller was saying is over. */
    void listened() {
        cutTheAgent = false;
    }

    /** Whether this utterance must wait until the agent is done. */
    boolean putsOff(String text) {
        boolean waits = scene.turn().filter(turn -> !mayCut(turn, text)).isPresent();
        putOff |= waits;
        return waits;
    }

    /** Whether an utterance waits for its answer because the agent could not be interrupted; asked when the turn is over. */
    boolean wasPutOff() {
        boolean answer = putOff;
        putOff = false;
        return answer;
    }

    private boolean mayCut(AgentTurn turn, String text) {
        return turn.farewell.isEmpty()
                && (!turn.audible() || bargeIn.cutsOnFinal(text, scene.persona().turns()));
    }

    private boolean interruptible() {
        return scene.turn()
                .filter(turn -> turn.farewell.isEmpty())
                .filter(turn -> scene.persona().turns().interruptible())
                .isPresent();
    }
}
