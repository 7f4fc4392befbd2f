package dev.parley.cascade;

import dev.parley.speech.SynthesisListener;
import java.util.List;

/**
 * A text as it was spoken once: its audio and where its words lie, in the order they came. Immutable.
 *
 * @param audioBytes length of the audio
 */
record Recording(List<Step> steps, long audioBytes) {
    Recording {
        steps = List.copyOf(steps);
    }

    /** What it takes in memory, roughly. */
    long bytes() {
        return audioBytes + 64L * steps.size();
    }

    /** One call of the listener. */
    interface Step {
        void tell(SynthesisListener listener);
    }

    static Step audio(byte[] pcm) {
        var kept = pcm.clone(); // an array belongs to whom it was told
        return listener -> listener.audio(kept.clone());
    }

    static Step word(int textEnd, long offsetMs, long durationMs) {
        return listener -> listener.word(textEnd, offsetMs, durationMs);
    }
}
