package dev.parley.cascade;

import dev.parley.speech.SynthesisListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Listens to one synthesis for another, and keeps what was told if it comes to its end. On the adapter's threads. */
final class Recorder implements SynthesisListener {
    private final SynthesisListener listener;
    private final Consumer<Recording> whole;
    private final List<Recording.Step> steps = new ArrayList<>();

    Recorder(SynthesisListener listener, Consumer<Recording> whole) {
        this.listener = listener;
        this.whole = whole;
    }

    @Override
    public void audio(byte[] pcm) {
        steps.add(Recording.audio(pcm));
        listener.audio(pcm);
    }

    @Override
    public void word(int textEnd, long offsetMs, long durationMs) {
        steps.add(Recording.word(textEnd, offsetMs, durationMs));
        listener.word(textEnd, offsetMs, durationMs);
    }

    @Override
    public void finished(long totalBytes) {
        whole.accept(new Recording(steps, totalBytes));
        listener.finished(totalBytes);
    }

    @Override
    public void failed(String reason, boolean retryable) {
        listener.failed(reason, retryable);
    }
}
