package dev.parley.emulator.tone;

import java.util.Objects;

/**
 * A word in audio, its punctuation included.
 *
 * @param startSample first sample of the word, in the stream it was found in or the audio it was made for
 * @param endSample the sample after its last one
 */
public record ToneWord(String text, long startSample, long endSample) {
    public ToneWord {
        Objects.requireNonNull(text, "text");
    }
}
