package dev.parley.realtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;

/**
 * The caller's turns as the model's sessions find them. Each has one number in the call, whichever session finds it: turns of
 * which a lost session had not told the words are found again by the next one, which is given their audio, and are not told
 * twice. Guarded by its session's lock.
 */
final class CallerTurns {
    /** A voice is told of some time after it began. */
    private static final int BEFORE_A_VOICE_MS = 1_000;

    private final Unheard unheard = new Unheard();
    /** Turns whose words are to come, by item. */
    private final SequencedMap<String, Turn> wordless = new LinkedHashMap<>();
    /** Numbers of turns that the session at hand has to find again, in order. */
    private final Deque<Integer> owed = new ArrayDeque<>();

    private int turns;
    private boolean sounds;
    private long fromMs;
    private long toMs;

    private record Turn(int number, long fromMs) {}

    /** A turn that was found for the first time. */
    record Found(int number, long audioMs) {}

    /** More of the caller's audio, whether or not there is a session that hears it. */
    void add(byte[] pcm) {
        unheard.add(pcm);
        forgetWhatIsKnown();
    }

    private void forgetWhatIsKnown() {
        if (owed.isEmpty()) {
            unheard.forget(neededFromMs());
        }
    }

    private long neededFromMs() {
        if (!wordless.isEmpty()) {
            return wordless.firstEntry().getValue().fromMs();
        }
        return sounds ? fromMs : Math.max(toMs, unheard.endMs() - BEFORE_A_VOICE_MS);
    }

    /** Whether that is news. */
    boolean voiceBegan(long offsetMs) {
        fromMs = offsetMs;
        sounds |= owed.isEmpty();
        return owed.isEmpty();
    }

    /** Whether that is news. */
    boolean voiceEnded(long offsetMs) {
        toMs = offsetMs;
        return owed.isEmpty();
    }

    /** Empty where it is one that was found before. */
    Optional<Found> committed(String itemId) {
        var again = Optional.ofNullable(owed.poll());
        sounds &= again.isPresent();
        int number = again.orElseGet(() -> ++turns);
        wordless.put(itemId, new Turn(number, fromMs));
        return again.isPresent() ? Optional.empty() : Optional.of(new Found(number, Math.max(0, toMs - fromMs)));
    }

    /** Words came, or will not come; the turn's number, empty for an item that is none. */
    OptionalInt words(String itemId) {
        var turn = wordless.remove(itemId);
        return turn == null ? OptionalInt.empty() : OptionalInt.of(turn.number());
    }

    /** Whether the session at hand has yet to find a turn that is to be answered. */
    boolean owes() {
        return !owed.isEmpty();
    }

    /** They are not found again; their numbers. */
    List<Integer> giveUpOwed() {
        var lost = List.copyOf(owed);
        owed.clear();
        return lost;
    }

    /** The session at hand is lost or left; what the next one has to hear first. */
    byte[] moved() {
        forgetWhatIsKnown(); // words may have come since the last audio
        new ArrayList<>(wordless.values()).reversed().forEach(turn -> owed.addFirst(turn.number()));
        wordless.clear();
        fromMs = 0;
        toMs = 0;
        return unheard.forNextSession();
    }
}
