package dev.parley.emulator.tone;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** Speaks whole texts as tones. Stateless and safe for any thread. */
public final class ToneEncoder {
    private ToneEncoder() {}

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
        var speaker = new ToneSpeaker(sampleRateHz);
        List<String> words = ToneSpeaker.words(text);
        for (int i = 0; i < words.size(); i++) {
            speaker.word(words.get(i));
            if (i < words.size() - 1) {
                speaker.pause(pauseMsAfterWord.applyAsInt(i));
            }
        }
        speaker.end();
        return speaker.take();
    }
}
