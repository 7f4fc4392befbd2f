package dev.parley.emulator.acs.caller;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the caller utters: sounds one after another, cut into frames of 20 ms. Not thread-safe. */
final class CallerMouth {
    private static final int MOST_QUEUED = 50;
    private static final int MOST_KEPT = 2000;

    private final int frameSamples;
    private final Deque<Sound> sounds = new ArrayDeque<>();
    private final List<Utterance> said = new ArrayList<>();
    private int offset;

    private record Sound(String text, short[] pcm) {
        boolean speech() {
            return text != null;
        }
    }

    /** Something said; times in ms since connected, {@code endMs} the last audio that carried speech. */
    record Utterance(String text, long startMs, long endMs) {}

    /**
     * 20 ms as they leave.
     *
     * @param pcm the samples, or null when all are zero
     * @param speech whether it carries speech
     * @param begins the first frame of an utterance
     * @param ends the last frame of an utterance
     */
    record Frame(short[] pcm, boolean speech, boolean begins, boolean ends) {
        static final Frame SILENCE = new Frame(null, false, false, false);
    }

    CallerMouth(int sampleRateHz) {
        this.frameSamples = sampleRateHz / 50;
    }

    /** Speaks after what is queued; false if too much is. */
    boolean say(String text, short[] pcm) {
        return queue(new Sound(text, pcm));
    }

    boolean noise(short[] pcm) {
        return queue(new Sound(null, pcm));
    }

    private boolean queue(Sound sound) {
        if (sounds.size() >= MOST_QUEUED) {
            return false;
        }
        sounds.addLast(sound);
        return true;
    }

    boolean busy() {
        return !sounds.isEmpty();
    }

    Frame next(long nowMs) {
        Sound sound = sounds.peekFirst();
        if (sound == null) {
            return Frame.SILENCE;
        }
        boolean begins = offset == 0 && sound.speech();
        if (begins && said.size() < MOST_KEPT) {
            said.add(new Utterance(sound.text(), nowMs, nowMs));
        }
        short[] pcm = new short[frameSamples];
        int length = Math.min(frameSamples, sound.pcm().length - offset);
        System.arraycopy(sound.pcm(), offset, pcm, 0, length);
        offset += length;
        boolean over = offset >= sound.pcm().length;
        if (over) {
            sounds.removeFirst();
            offset = 0;
        }
        boolean audible = Loudness.audible(pcm);
        if (sound.speech() && audible) {
            Utterance last = said.getLast();
            said.set(said.size() - 1, new Utterance(last.text(), last.startMs(), nowMs + 20));
        }
        return new Frame(audible ? pcm : null, sound.speech() && audible, begins, over && sound.speech());
    }

    List<Utterance> said() {
        return List.copyOf(said);
    }
}
