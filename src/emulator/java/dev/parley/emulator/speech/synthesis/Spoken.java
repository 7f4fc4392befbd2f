package dev.parley.emulator.speech.synthesis;

import dev.parley.emulator.tone.ToneWord;
import java.util.List;

/**
 * A piece of synthesised speech.
 *
 * @param pcm belongs to the receiver
 * @param words positioned in all audio of the request, in order
 */
public record Spoken(short[] pcm, List<ToneWord> words) {
    public static final Spoken NOTHING = new Spoken(new short[0], List.of());

    public Spoken {
        words = List.copyOf(words);
    }
}
