package dev.parley.cascade;

import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech.Synthesis;
import java.util.concurrent.locks.ReentrantLock;

/** A recording told as a synthesis would be, by the thread that runs it. */
final class Replay implements Synthesis, Runnable {
    private final Recording recording;
    private final SynthesisListener listener;
    /** Held while the listener is called, so that nothing is told once {@link #cancel} returned. */
    private final ReentrantLock telling = new ReentrantLock();

    private boolean cancelled;

    Replay(Recording recording, SynthesisListener listener) {
        this.recording = recording;
        this.listener = listener;
    }

    @Override
    public void run() {
        recording.steps().forEach(this::tell);
        tell(last -> last.finished(recording.audioBytes()));
    }

    private void tell(Recording.Step step) {
        telling.lock();
        try {
            if (!cancelled) {
                step.tell(listener);
            }
        } finally {
            telling.unlock();
        }
    }

    @Override
    public void cancel() {
        telling.lock();
        try {
            cancelled = true;
        } finally {
            telling.unlock();
        }
    }
}
