package dev.parley.speech.azure;

import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText.Recognition;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A recogniser, and another one beside it if it is not connected in time: who is connected first listens, the other is
 * closed. Both hear all from the beginning, so their offsets mean the same. Thread-safe.
 */
final class HedgedRecognition implements Recognition {
    private final Function<Consumer<RecognitionEvent>, Recognition> opener;
    private final Consumer<RecognitionEvent> events;
    private final Semaphore places;

    /** Never held while a recogniser is closed: that waits for the event it is telling. */
    private final ReentrantLock lock = new ReentrantLock();

    private final List<Rival> all = new ArrayList<>();
    /** Those that may still listen, or do. */
    private final List<Rival> rivals = new ArrayList<>();

    private Optional<Rival> listener = Optional.empty();
    /** What was heard so far, while another one may be opened. */
    private Optional<ByteArrayOutputStream> early = Optional.of(new ByteArrayOutputStream());

    private boolean hasPlace;

    /** @param places how many may open a second recogniser at a time, of all calls; who gets none waits for the first */
    HedgedRecognition(
            Function<Consumer<RecognitionEvent>, Recognition> opener,
            Consumer<RecognitionEvent> events,
            Semaphore places) {
        this.opener = opener;
        this.events = events;
        this.places = places;
    }

    /** @param alarm runs what it is given when the first one had the time to connect */
    HedgedRecognition listening(Consumer<Runnable> alarm) {
        open();
        alarm.accept(this::hedge);
        return this;
    }

    private void open() {
        lock.lock();
        try {
            var rival = new Rival();
            rival.recognition = opener.apply(rival);
            all.add(rival);
            rivals.add(rival);
        } finally {
            lock.unlock();
        }
    }

    private void hedge() {
        lock.lock();
        try {
            if (listener.isEmpty() && !rivals.isEmpty() && places.tryAcquire()) {
                hasPlace = true;
                open();
                early.ifPresent(heard -> all.getLast().recognition.hear(heard.toByteArray(), 0, heard.size()));
            }
            early = Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {
        lock.lock();
        try {
            rivals.forEach(rival -> rival.recognition.hear(pcm, offset, length));
            early.ifPresent(heard -> heard.write(pcm, offset, length));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<Rival> ending;
        lock.lock();
        try {
            ending = List.copyOf(all);
            rivals.clear();
            decided();
        } finally {
            lock.unlock();
        }
        ending.forEach(rival -> rival.recognition.close());
    }

    private void decided() {
        early = Optional.empty();
        if (hasPlace) {
            hasPlace = false;
            places.release();
        }
    }

    /** One that tries to be first. */
    private final class Rival implements Consumer<RecognitionEvent> {
        private Recognition recognition;

        /** Each rival tells one event at a time; two may tell at once until one of them listens. */
        @Override
        public void accept(RecognitionEvent event) {
            List<Rival> slower = List.of();
            Optional<RecognitionEvent> hedged = Optional.empty();
            lock.lock();
            try {
                if (!rivals.contains(this)) {
                    return;
                }
                if (event instanceof RecognitionEvent.Lost) {
                    rivals.remove(this);
                    if (!rivals.isEmpty()) {
                        return; // the other may still come
                    }
                    decided();
                } else if (listener.isEmpty()) {
                    listener = Optional.of(this);
                    hedged = all.size() == 1
                            ? Optional.empty()
                            : Optional.of(new RecognitionEvent.Hedged(all.getFirst() == this));
                    slower = rivals.stream().filter(rival -> rival != this).toList();
                    rivals.removeAll(slower);
                    decided();
                }
            } finally {
                lock.unlock();
            }
            slower.forEach(rival -> rival.recognition.close());
            hedged.ifPresent(events);
            events.accept(event);
        }
    }
}
