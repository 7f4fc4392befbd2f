package dev.parley.emulator.tone;

import java.util.List;
import java.util.Objects;

/**
 * Words and the audio that carries them. The array belongs to the utterance: read it, do not write it.
 *
 * @param pcm 16-bit mono samples
 * @param words in order, positioned within {@code pcm}
 */
public record ToneUtterance(short[] pcm, int sampleRateHz, List<ToneWord> words) {
    public ToneUtterance {
        Objects.requireNonNull(pcm, "pcm");
        words = List.copyOf(words);
    }
}
