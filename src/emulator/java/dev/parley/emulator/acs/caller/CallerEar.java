package dev.parley.emulator.acs.caller;

import dev.parley.emulator.tone.ToneEvent;
import dev.parley.emulator.tone.WordEar;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the caller makes of the sound at the ear. A {@code tone} ear decodes the words; a {@code human} ear knows that there is a
 * voice, and for how long. Not thread-safe.
 */
final class CallerEar {
    /** What stands for words that a machine cannot make out. */
    static final String VOICE = "(an audible voice)";

    private static final int MOST_KEPT = 2000;
    /** Silence that ends an utterance for a human ear. */
    private static final int VOICE_GAP_FRAMES = 25;
    /** A word in ordinary speech, for barging in after so many of a voice that cannot be decoded. */
    private static final int WORD_FRAMES = 18;
    /** From its onset, sound counts as the beginning of an utterance for so long (300 ms) until the decoder knows. */
    private static final int UNDECIDED_FRAMES = 15;
    /** The end mark is decided a little after the audio ended. */
    private static final int LAST_SILENCE_FRAMES = 15;

    private final int sampleRateHz;
    private final boolean human;
    private final WordEar decoder;
    private final short[] silence;
    private final List<Heard> heard = new ArrayList<>();
    private long frames;
    private int words;
    private Utterance open;
    private boolean brokeOff;
    private boolean soundBefore;
    private int undecidedFrames;
    private int quietFrames;
    private int voiceFrames;

    /**
     * One utterance as it was heard.
     *
     * @param cutAfterWord how many words were heard before it broke off; empty if it was whole, or is still going on
     */
    record Heard(String text, long startMs, long endMs, OptionalInt cutAfterWord) {}

    private static final class Utterance {
        private final long startMs;
        private long endMs;
        private final StringBuilder text = new StringBuilder();
        private int words;

        private Utterance(long startMs) {
            this.startMs = startMs;
            this.endMs = startMs;
        }

        private Heard heard(boolean cut) {
            return new Heard(text.toString(), startMs, endMs, cut ? OptionalInt.of(words) : OptionalInt.empty());
        }
    }

    /** @param decoder of the words for an ear that is not human */
    CallerEar(int sampleRateHz, boolean human, WordEar decoder) {
        this.sampleRateHz = sampleRateHz;
        this.human = human;
        this.decoder = decoder;
        this.silence = new short[sampleRateHz / 50];
    }

    /** The next 20 ms; null is silence. */
    void hear(short[] pcm) {
        if (human) {
            hearVoice(pcm != null && Loudness.audible(pcm));
        } else {
            boolean sound = pcm != null && Loudness.audible(pcm);
            boolean onset = sound && !soundBefore && open == null;
            soundBefore = sound;
            undecidedFrames = onset ? UNDECIDED_FRAMES : Math.max(0, undecidedFrames - 1);
            short[] heardNow = pcm == null ? silence : pcm;
            decoder.hear(heardNow, 0, heardNow.length).forEach(this::take);
        }
        frames++;
    }

    private void take(ToneEvent event) {
        switch (event) {
            case ToneEvent.Began began -> {
                finishOpen(true);
                open = new Utterance(ms(began.atSample()));
            }
            case ToneEvent.Heard word -> {
                if (open == null) {
                    open = new Utterance(ms(word.word().startSample()));
                }
                open.text.append(open.words == 0 ? "" : " ").append(word.word().text());
                open.words++;
                open.endMs = ms(word.word().endSample());
                words++;
            }
            case ToneEvent.Ended ended -> {
                endAt(ended.atSample());
                finishOpen(false);
            }
            case ToneEvent.Broke broke -> finishOpen(true);
        }
    }

    private void hearVoice(boolean voice) {
        if (voice) {
            quietFrames = 0;
            if (open == null) {
                open = new Utterance(frames * 20);
                open.text.append(VOICE);
            }
            open.endMs = frames * 20 + 20;
            if (++voiceFrames % WORD_FRAMES == 0) {
                words++;
            }
        } else if (++quietFrames == VOICE_GAP_FRAMES) {
            finishOpen(false);
        }
    }

    private void endAt(long sample) {
        if (open != null) {
            open.endMs = Math.max(open.endMs, ms(sample));
        }
    }

    private void finishOpen(boolean cut) {
        undecidedFrames = 0;
        brokeOff = cut && (open != null || brokeOff);
        if (open != null && heard.size() < MOST_KEPT) {
            heard.add(open.heard(cut));
        }
        open = null;
    }

    /** The call is over: what is not whole by now was cut. */
    void finish() {
        for (int i = 0; i < LAST_SILENCE_FRAMES; i++) {
            hear(null);
        }
        finishOpen(!human);
    }

    /** Everything heard, oldest first, the utterance still going on included. */
    List<Heard> heard() {
        List<Heard> all = new ArrayList<>(heard);
        if (open != null) {
            all.add(open.heard(false));
        }
        return all;
    }

    /** Words heard since the call began. */
    int words() {
        return words;
    }

    /** Whether an utterance began and its end was not heard, be it that it goes on or that it broke off. */
    boolean unfinished() {
        return open != null || brokeOff || undecidedFrames > 0;
    }

    private long ms(long sample) {
        return sample * 1000 / sampleRateHz;
    }
}
