package dev.parley.emulator.tone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Speaks text as tones. Stateless and safe for any thread. */
public final class ToneEncoder {
    private static final int LOWEST_RATE_HZ = 8_000;
    /** Fade at the edges of silence, against clicks. */
    private static final int FADES_PER_SECOND = 500;

    private final int rateHz;
    private short[] pcm;
    private int length;
    /** Samples of sound since the last silence, in symbols: keeps symbol lengths exact where they are no whole samples. */
    private long symbols;

    private int soundFrom;
    private double phase;

    private ToneEncoder(int rateHz, int capacity) {
        this.rateHz = rateHz;
        this.pcm = new short[capacity];
    }

    /** The words of a text, split at white space, without pauses between them. */
    public static ToneUtterance encode(String text, int sampleRateHz) {
        return encode(text, sampleRateHz, word -> 0);
    }

    /**
     * The words of a text with silence between them. A text without words is an utterance without audio.
     *
     * @param sampleRateHz 8000 or more
     * @param pauseMsAfterWord milliseconds of silence after the word of this index; up to 1000 are a pause to a decoder, more
     *     a cut. Not asked after the last word.
     * @throws IllegalArgumentException for a lower rate or a word of more than 512 bytes of UTF-8
     */
    public static ToneUtterance encode(String text, int sampleRateHz, IntUnaryOperator pauseMsAfterWord) {
        if (sampleRateHz < LOWEST_RATE_HZ) {
            throw new IllegalArgumentException("Tone speech needs at least " + LOWEST_RATE_HZ + " Hz: " + sampleRateHz);
        }
        List<String> words = words(text);
        if (words.isEmpty()) {
            return new ToneUtterance(new short[0], sampleRateHz, List.of());
        }
        return new ToneEncoder(sampleRateHz, sampleRateHz * 2).spoken(words, pauseMsAfterWord);
    }

    private static List<String> words(String text) {
        List<String> words = Arrays.stream(text.split("[\\s\\p{Z}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.stream().anyMatch(word -> word.getBytes(StandardCharsets.UTF_8).length > WordFrame.LONGEST_BYTES)) {
            throw new IllegalArgumentException("A word has more than " + WordFrame.LONGEST_BYTES + " bytes");
        }
        return words;
    }

    private ToneUtterance spoken(List<String> words, IntUnaryOperator pauseMsAfterWord) {
        var placed = new ArrayList<ToneWord>();
        for (int i = 0; i < words.size(); i++) {
            int start = length;
            symbol(i == 0 ? ToneCode.FIRST : ToneCode.NEXT);
            symbol(ToneCode.SYNC);
            for (int data : WordFrame.symbols(words.get(i))) {
                symbol(data);
            }
            symbol(ToneCode.STOP);
            placed.add(new ToneWord(words.get(i), start, length));
            if (i < words.size() - 1) {
                silence(pauseMsAfterWord.applyAsInt(i));
            }
        }
        for (int i = 0; i < ToneCode.END_SYMBOLS; i++) {
            symbol(ToneCode.END);
        }
        fadeSound();
        return new ToneUtterance(Arrays.copyOf(pcm, length), rateHz, placed);
    }

    private void symbol(int tone) {
        symbols++;
        int end = soundFrom + (int) (symbols * rateHz / ToneCode.SYMBOLS_PER_SECOND);
        room(end);
        double step = 2 * Math.PI * ToneCode.frequencyHz(tone) / rateHz;
        while (length < end) {
            pcm[length++] = (short) Math.round(ToneCode.AMPLITUDE * Math.sin(phase));
            phase += step;
        }
        phase %= 2 * Math.PI;
    }

    private void silence(int ms) {
        if (ms <= 0) {
            return;
        }
        fadeSound();
        int end = Math.addExact(length, Math.toIntExact((long) ms * rateHz / 1000));
        room(end);
        length = end;
        soundFrom = end;
        symbols = 0;
    }

    private void fadeSound() {
        int fade = Math.min(rateHz / FADES_PER_SECOND, (length - soundFrom) / 2);
        for (int i = 0; i < fade; i++) {
            double gain = (i + 0.5) / fade;
            pcm[soundFrom + i] = (short) Math.round(pcm[soundFrom + i] * gain);
            pcm[length - 1 - i] = (short) Math.round(pcm[length - 1 - i] * gain);
        }
    }

    private void room(int end) {
        if (end > pcm.length) {
            pcm = Arrays.copyOf(pcm, Math.max(end, pcm.length * 2));
        }
    }
}
