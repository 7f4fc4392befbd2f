package dev.parley.rehearsal;

import dev.parley.agents.Persona;
import dev.parley.speech.Listening;
import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText;
import dev.parley.speech.SpeechToText.Recognition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The caller's ear in voice mode: a recogniser that hears what the agent says. Thread-safe. */
final class CallersEar implements AutoCloseable {
    /** The agent's sentences follow each other faster than that, its turns slower. */
    private static final Duration END_OF_SPEECH = Duration.ofMillis(700);

    /** 10 s: the conversation waits as long for its own. */
    private static final Duration CONNECTING = Duration.ofSeconds(10);

    private final Recognition recognition;
    private final CompletableFuture<Boolean> listening =
            new CompletableFuture<Boolean>().completeOnTimeout(false, CONNECTING.toMillis(), TimeUnit.MILLISECONDS);
    private final List<Heard> heard = new ArrayList<>();
    private Optional<Heard> partial = Optional.empty();
    private Optional<String> lost = Optional.empty();
    private boolean speaking;
    /** When the first audio was heard. */
    private long beganNanos;

    private boolean began;

    /** One utterance. */
    record Heard(String text, long fromNanos) {
        @Override
        public String toString() {
            return "Heard[" + fromNanos + "]";
        }
    }

    CallersEar(SpeechToText hearing, Persona persona) {
        this.recognition = hearing.listen(
                new Listening(persona.language(), RehearsalLine.FORMAT, END_OF_SPEECH, List.of()), this::told);
    }

    /** Waits until it is connected; false: it is not. */
    boolean listens() throws InterruptedException {
        try {
            return listening.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("it completes normally", e);
        }
    }

    void hear(byte[] frame, long nowNanos) {
        synchronized (this) {
            if (!began) {
                began = true;
                beganNanos = nowNanos;
            }
        }
        recognition.hear(frame, 0, frame.length);
    }

    private synchronized void told(RecognitionEvent event) {
        switch (event) {
            case RecognitionEvent.SpeechStarted started -> speaking = true;
            case RecognitionEvent.Partial guess -> {
                speaking = true;
                partial = Optional.of(new Heard(guess.text(), at(guess.offsetMs())));
            }
            case RecognitionEvent.Heard utterance -> {
                heard.add(new Heard(utterance.text(), at(utterance.offsetMs())));
                silent();
            }
            case RecognitionEvent.NothingHeard nothing -> silent();
            case RecognitionEvent.Lost loss -> {
                lost = Optional.of(loss.reason());
                silent();
                listening.complete(false);
            }
            case RecognitionEvent.Ready ready -> listening.complete(true);
            case RecognitionEvent.Hedged hedged -> {
                // a test of a persona does not measure connections
            }
        }
    }

    private void silent() {
        speaking = false;
        partial = Optional.empty();
    }

    private long at(long offsetMs) {
        return beganNanos + offsetMs * 1_000_000;
    }

    /** Whether what it hears may still become words. */
    synchronized boolean waits() {
        return speaking;
    }

    synchronized List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** Why it hears no more. */
    synchronized Optional<String> lost() {
        return lost;
    }

    /** Words that began to be heard then or later, those of the guess at hand included. */
    synchronized int wordsSince(long nanos) {
        return Stream.concat(heard.stream(), partial.stream())
                .filter(utterance -> utterance.fromNanos >= nanos)
                .mapToInt(utterance -> utterance.text.strip().split("\\s+").length)
                .sum();
    }

    @Override
    public void close() {
        recognition.close();
    }
}
