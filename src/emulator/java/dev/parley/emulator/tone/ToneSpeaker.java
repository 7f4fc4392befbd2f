package dev.parley.emulator.tone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Speaks one utterance word by word, for text that is not known whole: take the audio after each word, or once at the end.
 * One thread at a time.
 */
public final class ToneSpeaker {
    private static final int LOWEST_RATE_HZ = 8_000;
    /** Fade at the edges of silence, against clicks: 2 ms. */
    private static final int FADES_PER_SECOND = 500;

    private final int rateHz;
    private final List<ToneWord> words = new ArrayList<>();
    private short[] pcm;
    private int length;
    /** Samples that were taken before {@code pcm}. */
    private long taken;

    /** Where the sound since the last silence began, and its symbols: keeps the symbols' length exact at any rate. */
    private long soundFrom;

    private long symbols;
    private double phase;
    private boolean first = true;

    /** At 8000 Hz or more. */
    public ToneSpeaker(int sampleRateHz) {
        if (sampleRateHz < LOWEST_RATE_HZ) {
            throw new IllegalArgumentException("Tone speech needs at least " + LOWEST_RATE_HZ + " Hz: " + sampleRateHz);
        }
        rateHz = sampleRateHz;
        pcm = new short[sampleRateHz];
    }

    /** The words of a text: what lies between white space. */
    public static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s\\p{Z}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /**
     * Speaks one word.
     *
     * @throws IllegalArgumentException for more than 512 bytes of UTF-8
     */
    public void word(String word) {
        if (word.getBytes(StandardCharsets.UTF_8).length > WordFrame.LONGEST_BYTES) {
            throw new IllegalArgumentException("A word has more than " + WordFrame.LONGEST_BYTES + " bytes");
        }
        long start = position();
        symbol(first ? ToneCode.FIRST : ToneCode.NEXT);
        symbol(ToneCode.SYNC);
        for (int data : WordFrame.symbols(word)) {
            symbol(data);
        }
        symbol(ToneCode.STOP);
        words.add(new ToneWord(word, start, position()));
        first = false;
    }

    /** Is silent between words; up to 1000 ms are a pause to a decoder, more a cut. */
    public void pause(int ms) {
        if (ms <= 0) {
            return;
        }
        fadeOut();
        int samples = Math.toIntExact((long) ms * rateHz / 1000);
        room(samples);
        length += samples;
        soundFrom = position();
        symbols = 0;
    }

    /** Ends the utterance; the next word opens another one. Nothing, if no word was spoken. */
    public void end() {
        if (first) {
            return;
        }
        for (int i = 0; i < ToneCode.END_SYMBOLS; i++) {
            symbol(ToneCode.END);
        }
        fadeOut();
        soundFrom = position();
        symbols = 0;
        first = true;
    }

    /** The audio and words since the last taking; words are positioned in all audio since the speaker began. */
    public ToneUtterance take() {
        var piece = new ToneUtterance(Arrays.copyOf(pcm, length), rateHz, words);
        taken += length;
        length = 0;
        words.clear();
        return piece;
    }

    /** Samples spoken so far. */
    public long position() {
        return taken + length;
    }

    private void symbol(int tone) {
        boolean opens = symbols == 0;
        int from = length;
        symbols++;
        int samples = (int) (soundFrom + symbols * rateHz / ToneCode.SYMBOLS_PER_SECOND - position());
        room(samples);
        double step = 2 * Math.PI * ToneCode.frequencyHz(tone) / rateHz;
        for (int i = 0; i < samples; i++) {
            pcm[length++] = (short) Math.round(ToneCode.AMPLITUDE * Math.sin(phase));
            phase += step;
        }
        phase %= 2 * Math.PI;
        if (opens) {
            for (int i = 0; i < fade(); i++) {
                pcm[from + i] = (short) Math.round(pcm[from + i] * (i + 0.5) / fade());
            }
        }
    }

    private void fadeOut() {
        for (int i = 0; i < Math.min(fade(), length); i++) {
            int at = length - 1 - i;
            pcm[at] = (short) Math.round(pcm[at] * (i + 0.5) / fade());
        }
    }

    private int fade() {
        return rateHz / FADES_PER_SECOND;
    }

    private void room(int samples) {
        int needed = Math.addExact(length, samples);
        if (needed > pcm.length) {
            pcm = Arrays.copyOf(pcm, Math.max(needed, pcm.length * 2));
        }
    }
}
