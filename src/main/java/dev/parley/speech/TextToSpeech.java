package dev.parley.speech;

import dev.parley.media.AudioFormat;
import java.util.Optional;

/** Speaking, by connections opened ahead of need. */
public interface TextToSpeech {
    /** Prepares connections for this voice and format, so that the next {@link #speak} need not connect. Returns at once. */
    void warm(Voice voice, AudioFormat format);

    /** The same for the next {@link #stream}; nothing where that is not possible. Returns at once. */
    void warmStream(Voice voice, AudioFormat format);

    /**
     * Speaks {@code text} (plain, never markup). Returns at once; fails through the listener, also when the bounded pool
     * has no connection within its wait.
     */
    Synthesis speak(Voice voice, AudioFormat format, String text, SynthesisListener listener);

    /**
     * Speaks a text that is still being written, from its first words on: as {@link #speak}, but the text comes bit by bit.
     *
     * @return empty where that is not possible: for a voice with style, rate or pitch, which need markup
     */
    Optional<Streamed> stream(Voice voice, AudioFormat format, SynthesisListener listener);

    /** One synthesis under way. */
    interface Synthesis {
        /** Stops it: no callback begins after this returns, the service is told in the background. Repeatable. */
        void cancel();
    }

    /** A synthesis whose text is still being written. One thread at a time writes; writing never blocks. */
    interface Streamed extends Synthesis {
        /** The next bit of the text, of any length; ignored after {@link #end} or {@link #cancel}. */
        void write(String text);

        /** The text is whole. Must follow in time: with no audio for 5 s the synthesis fails. */
        void end();
    }
}
