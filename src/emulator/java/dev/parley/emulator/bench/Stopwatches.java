package dev.parley.emulator.bench;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * How long the server took for each stage, seen from the services around it, in nanoseconds. A question holds a tag such as
 * {@code q17}, which the transcript, the chat request, the answer and its synthesis repeat: by it the stages of a turn are
 * told apart. Thread-safe; bounded.
 */
public final class Stopwatches {
    private static final Pattern TAG = Pattern.compile("\\bq\\d{1,9}\\b");
    private static final int MOST_TURNS = 20_000;

    private final Map<String, Turn> turns = new ConcurrentHashMap<>();
    private final Map<Stage, Times> times = new EnumMap<>(Stage.class);

    /** What is timed. */
    public enum Stage {
        /** A frame leaves the caller → it is at the recogniser: both sockets, the server and the Speech SDK in it. */
        FRAME_TO_RECOGNISER("frameToRecogniser"),
        /** The final transcript leaves the recogniser → the chat request arrives. */
        FINAL_TO_ASKED("finalToAsked"),
        /** The answer's first words leave the model → the first text to be spoken arrives at the synthesis. */
        TOKEN_TO_ORDERED("tokenToOrdered"),
        /** The first audio leaves the synthesis → the first message with it arrives at the phone network. */
        AUDIO_TO_LINE("audioToLine"),
        /** The three before together: final → first audio out, upstream time excluded. */
        FINAL_TO_FIRST_AUDIO("finalToFirstAudio");

        private final String wire;

        Stage(String wire) {
            this.wire = wire;
        }

        /** Name in the control API. */
        public String wire() {
            return wire;
        }
    }

    private static final class Turn {
        private long finalAt;
        private long askedAt;
        private long toldAt;
        private long orderedAt;
        private long spokenAt;
    }

    Stopwatches() {
        for (Stage stage : Stage.values()) {
            times.put(stage, new Times());
        }
    }

    /** The tag of a text. */
    static Optional<String> tag(String text) {
        var match = TAG.matcher(text);
        return match.find() ? Optional.of(match.group()) : Optional.empty();
    }

    public Times times(Stage stage) {
        return times.get(stage);
    }

    /** Begins anew. */
    public void reset() {
        turns.clear();
        times.values().forEach(Times::clear);
    }

    void wordHeard(CannedSpeech.Said said, int word) {
        long left = said.wordLeftNanos()[word];
        if (left != 0) {
            times.get(Stage.FRAME_TO_RECOGNISER).add(System.nanoTime() - left);
        }
    }

    /** A final transcript is sent now. */
    public void finalSent(String text) {
        if (turns.size() < MOST_TURNS) {
            tag(text).ifPresent(tag -> turns.computeIfAbsent(tag, each -> new Turn()).finalAt = System.nanoTime());
        }
    }

    /** A chat request came in. */
    public void asked(String text) {
        turn(text).ifPresent(turn -> turn.askedAt = System.nanoTime());
    }

    /** The first words of its answer leave. */
    public void told(String text) {
        turn(text).ifPresent(turn -> turn.toldAt = System.nanoTime());
    }

    /** Text to be spoken came in; the first of an answer counts. */
    public void ordered(String text) {
        turn(text).filter(turn -> turn.orderedAt == 0).ifPresent(turn -> turn.orderedAt = System.nanoTime());
    }

    /** Its first audio leaves. */
    public void spoken(String text) {
        turn(text).filter(turn -> turn.spokenAt == 0).ifPresent(turn -> turn.spokenAt = System.nanoTime());
    }

    /** A model that speaks by itself sends the first audio of its answer. */
    public void answeredAloud(String text) {
        if (turns.size() < MOST_TURNS) {
            tag(text).ifPresent(tag -> turns.computeIfAbsent(tag, each -> new Turn()).spokenAt = System.nanoTime());
        }
    }

    void arrived(String text) {
        long now = System.nanoTime();
        tag(text).map(turns::remove).ifPresent(turn -> finish(turn, now));
    }

    private Optional<Turn> turn(String text) {
        return tag(text).map(turns::get);
    }

    private void finish(Turn turn, long now) {
        if (turn.spokenAt == 0) {
            return;
        }
        times.get(Stage.AUDIO_TO_LINE).add(now - turn.spokenAt);
        if (turn.askedAt == 0 || turn.toldAt == 0 || turn.orderedAt == 0) {
            return;
        }
        long asking = turn.askedAt - turn.finalAt;
        long ordering = turn.orderedAt - turn.toldAt;
        long playing = now - turn.spokenAt;
        times.get(Stage.FINAL_TO_ASKED).add(asking);
        times.get(Stage.TOKEN_TO_ORDERED).add(ordering);
        times.get(Stage.FINAL_TO_FIRST_AUDIO).add(asking + ordering + playing);
    }
}
