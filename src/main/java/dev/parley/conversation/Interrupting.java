package dev.parley.conversation;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Persona.InterruptionPolicy;
import dev.parley.conversation.turns.Backchannels;
import dev.parley.conversation.turns.BargeIn;
import dev.parley.conversation.turns.BargeIn.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The caller's voice against the agent's: what of it makes the agent pause, what cuts it, what waits until it is done, and
 * what is an aside ("mhm") that asks for no answer.
 */
final class Interrupting {
    /** A voice that cut the agent has its words by then: partials are 0.3 to 0.7 s behind. */
    private static final Duration WORDS_FOLLOW = Duration.ofMillis(1_500);

    /** A word of a caller who interrupts. */
    private static final Duration WORD = Duration.ofMillis(350);

    private final Scene scene;
    private final Floor floor;
    private final Speaking speaking;
    private final Pausing pausing;

    private boolean voiceCut;
    private boolean waitedOn;
    private boolean putOff;
    private boolean aside;
    private boolean lastWasAside;

    Interrupting(Scene scene, Floor floor, Speaking speaking, Pausing pausing) {
        this.scene = scene;
        this.floor = floor;
        this.speaking = speaking;
        this.pausing = pausing;
    }

    private InterruptionPolicy policy() {
        return scene.persona().turns().interruption();
    }

    private BargeIn bargeIn() {
        return scene.role().bargeIn();
    }

    private Backchannels backchannels() {
        return scene.role().backchannels();
    }

    /** The recogniser believes that speech began. */
    void soundBegan() {
        heedVoice(bargeIn().onSound());
    }

    void voiceBegan() {
        scene.start(Deadline.VOICE, voiceCounts());
        heedVoice(bargeIn().onVoice(Duration.ZERO));
    }

    /**
     * How long a voice lasts that is more than a cough. Where words come too late to be counted, a voice that lasts as long as
     * the words would is taken for them.
     */
    private Duration voiceCounts() {
        var words = WORD.multipliedBy(policy().words());
        return countsWordsByTime() && words.compareTo(policy().speech()) > 0 ? words : policy().speech();
    }

    private boolean countsWordsByTime() {
        return scene.modelSpeaks() && policy().by() == InterruptBy.MIN_WORDS;
    }

    /** The voice that began still sounds after the time that makes it more than a cough. */
    void voiceLasts() {
        heedVoice(countsWordsByTime() ? Verdict.CUT : bargeIn().onVoice(policy().speech()));
    }

    /** A model that hears for itself found an utterance, of which the words are still to come. */
    void wordsFollow() {
        pausing.wordsCame();
    }

    void voiceEnded() {
        scene.stop(Deadline.VOICE);
        pausing.voiceEnded();
    }

    private void heedVoice(Verdict verdict) {
        interruptible().filter(pausing::forgives).ifPresent(turn -> heedVoice(turn, verdict));
    }

    private void heedVoice(AgentTurn turn, Verdict verdict) {
        switch (verdict) {
            case IGNORE -> {
                // words may tell more
            }
            case PAUSE -> pausing.pause();
            case CUT -> {
                if (turn.audible()) {
                    voiceCut = true;
                    waitedOn = false;
                    scene.cutShort(turn);
                    floor.cut("voice", () -> scene.start(Deadline.PAUSE, WORDS_FOLLOW));
                } else {
                    pausing.pause(); // nothing sounds yet: its first words wait, and are not lost if it was noise
                }
            }
        }
    }

    /** Words of a voice that cut the agent did not come in time: while it sounds they have as long again, then it is music. */
    boolean waitsOn(boolean sounds) {
        boolean on = sounds && !waitedOn;
        if (on) {
            waitedOn = true;
            scene.start(Deadline.PAUSE, WORDS_FOLLOW);
        }
        return on;
    }

    /** A guess at what the caller is saying. */
    void partial(String text) {
        var turn = interruptible();
        aside = turn.filter(current -> isAside(current, text)).isPresent();
        if (turn.isEmpty() || aside) {
            return;
        }
        if (bargeIn().onPartial(text) == Verdict.CUT) {
            scene.cutShort(turn.get());
            floor.cut("barge-in", () -> {});
        } else {
            pausing.wordsCame();
        }
    }

    /** @param entryComplete whether the caller is done with pressing, once the agent has stopped */
    void pressed(BooleanSupplier entryComplete) {
        voiceCut = false;
        if (policy().by() != InterruptBy.NEVER && interruptible().isPresent()) {
            floor.cut("key pressed", () -> {
                if (putOff && entryComplete.getAsBoolean()) {
                    floor.answer();
                }
            });
        }
    }

    /** Whether a voice cut the agent of which the words are still to come, or come just now. */
    boolean voiceCutTheAgent() {
        return voiceCut;
    }

    /** Whether the guess at the utterance at hand is an aside so far. */
    boolean hearsAside() {
        return aside;
    }

    /** What the caller was saying is over. */
    void listened() {
        voiceCut = false;
        lastWasAside = aside;
        aside = false;
    }

    /** Nothing came of what the caller seemed to say: the agent goes on. */
    void nothingCame() {
        voiceCut = false;
        pausing.resume();
    }

    /** Whether this utterance is nothing to answer: it was said while the agent spoke, to show that one listens. */
    boolean isAside(String text) {
        return scene.turn().filter(turn -> isAside(turn, text)).isPresent()
                || lastWasAside && backchannels().isOnly(text);
    }

    private boolean isAside(AgentTurn turn, String text) {
        if (turn.farewell.isPresent()) {
            return backchannels().isOnlyFarewell(text);
        }
        return (turn.audible() || turn.acting)
                && !speaking.asks(turn)
                && backchannels().isOnly(text)
                && bargeIn().onFinal(text) != Verdict.CUT;
    }

    /** Whether this utterance must wait until the agent is done. */
    boolean putsOff(String text) {
        boolean waits = scene.turn().filter(turn -> !mayCut(turn, text)).isPresent();
        if (waits) {
            putOff = true;
            pausing.resume();
        }
        return waits;
    }

    /** Whether what was written must wait until the agent is done. */
    boolean putsOffWriting() {
        voiceCut = false;
        boolean waits = scene.turn().filter(turn -> !turn.interruptible()).isPresent();
        putOff |= waits;
        return waits;
    }

    /** Whether an utterance waits for its answer because the agent could not be interrupted; true once. */
    boolean wasPutOff() {
        boolean answer = putOff;
        putOff = false;
        return answer;
    }

    private boolean mayCut(AgentTurn turn, String text) {
        return turn.interruptible() && (!turn.audible() || bargeIn().onFinal(text) == Verdict.CUT);
    }

    private Optional<AgentTurn> interruptible() {
        return scene.turn().filter(AgentTurn::interruptible);
    }
}
