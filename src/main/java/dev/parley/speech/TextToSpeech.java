package dev.parley.speech;

import dev.parley.media.AudioFormat;

/** Speaking, by connections opened ahead of need. */
public interface TextToSpeech {
    /** Prepares connections for this voice and format, so that the next {@link #speak} need not connect. Returns at once. */
    void warm(Voice voice, AudioFormat format);

    /**
     * Speaks {@code text} (plain, never markup). Returns at once; fails through the listener, also when the bounded pool
     * has no connection within its wait.
     */
    Synthesis speak(Voice voice, AudioFormat format, String text, SynthesisListener listener);

    /** One synthesis under way. */
    interface Synthesis {
        /** Stops it: no callback begins after this returns, the service is told in the background. Repeatable. */
        void cancel();
    }
}
