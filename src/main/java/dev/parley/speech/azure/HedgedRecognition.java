package dev.parley.speech.azure;

import dev.parley.speech.RecognitionEvent;
import dev.parley.speech.SpeechToText.Recognition;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A recogniser, and another one beside it if it is not connected in time: who is connected first listens, the other is
 * closed. Both hear all from the beginning, so their offsets mean the same. Thread-safe.
 */
final class HedgedRecognition implements Recognition {
    /** A connection takes 0.2 s (azure-speech-usp §1); who needs more than twice as long may have stalled. */
    static final Duration AFTER = Duration.ofMillis(500);

    private final Function<Consumer<RecognitionEvent>, Recognition> opener;
    private final Consumer<RecognitionEvent> events;
    private final Semaphore places;
    /** What was heard before anybody was connected; a recogniser that hears nobody for longer is given up. */
    private ByteArrayOutputStream early = new ByteArrayOutputStream();

    /** Never held while a recogniser is closed: that waits for the event it is telling. */
    private final ReentrantLock lock = new ReentrantLock();

    private final List<Rival> rivals = new ArrayList<>();
    private Optional<Rival> listener = Optional.empty();
    private boolean hedged;
    private boolean closed;

    /** @param places how many may open a second recogniser at a time, of all calls; who gets none waits for the first */
    HedgedRecognition(
            Function<Consumer<RecognitionEvent>, Recognition> opener,
            Consumer<RecognitionEvent> events,
            Semaphore places) {
        this.opener = opener;
        this.events = events;
        this.places = places;
    }

    HedgedRecognition opened(ScheduledExecutorService alarms) {
        open();
        alarms.schedule(this::hedge, AFTER.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void open() {
        lock.lock();
        try {
            var rival = new Rival();
            rivals.add(rival);
            rival.recognition = opener.apply(rival);
            rival.recognition.hear(early.toByteArray(), 0, early.size());
        } finally {
            lock.unlock();
        }
    }

    private void hedge() {
        lock.lock();
        try {
            if (!closed && listener.isEmpty() && !rivals.isEmpty() && places.tryAcquire()) {
                hedged = true;
                open();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void hear(byte[] pcm, int offset, int length) {
        lock.lock();
        try {
            rivals.forEach(rival -> rival.recognition.hear(pcm, offset, length));
            if (listener.isEmpty() && !rivals.isEmpty()) {
                early.write(pcm, offset, length);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        List<Rival> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(rivals);
            rivals.clear();
            decided();
        } finally {
            lock.unlock();
        }
        left.forEach(rival -> rival.recognition.close());
    }

    private void decided() {
        early = new ByteArrayOutputStream(0);
        if (hedged) {
            hedged = false;
            places.release();
        }
    }

    /** One that tries to be first. */
    private final class Rival implements Consumer<RecognitionEvent> {
        private Recognition recognition;

        /** One event at a time of each, of two at once until one listens. */
        @Override
        public void accept(RecognitionEvent event) {
            List<Rival> slower;
            lock.lock();
            try {
                if (!rivals.contains(this)) {
                    return;
                }
                slower = event instanceof RecognitionEvent.Lost ? lost() : listens();
                if (listener.isEmpty() && !rivals.isEmpty()) {
                    return; // lost, while the other may still come
                }
            } finally {
                lock.unlock();
            }
            slower.forEach(rival -> rival.recognition.close());
            events.accept(event);
        }

        private List<Rival> lost() {
            rivals.remove(this);
            if (rivals.isEmpty()) {
                decided();
            }
            return List.of();
        }

        private List<Rival> listens() {
            if (listener.isPresent()) {
                return List.of();
            }
            listener = Optional.of(this);
            var slower = rivals.stream().filter(rival -> rival != this).toList();
            rivals.removeAll(slower);
            decided();
            return slower;
        }
    }
}
