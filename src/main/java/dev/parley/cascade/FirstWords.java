package dev.parley.cascade;

import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.Voice;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The beginning of an answer goes to the voice word by word, while the model still writes it: so the voice has begun when the
 * first piece is cut. Nothing of it is given out before the conversation has asked for a piece that begins with these very
 * words. Only plain words go ahead; a word with a mark in it waits for its piece, because there the piece may end. Thread-safe.
 */
final class FirstWords {
    private final TextToSpeech textToSpeech;
    private final Voice voice;
    private final AudioFormat format;
    private final Consumer<String> givenUp;

    private final ReentrantLock lock = new ReentrantLock();
    private TurnId turn = new TurnId(-1);
    private StreamedPiece streamed;
    private boolean closed;

    /** @param givenUp is told why when the service does not speak this way; from then on it is not tried again */
    FirstWords(TextToSpeech textToSpeech, Voice voice, AudioFormat format, Consumer<String> givenUp) {
        this.givenUp = givenUp;
        this.textToSpeech = textToSpeech;
        this.voice = voice;
        this.format = format;
    }

    void warm() {
        textToSpeech.warmStream(voice, format);
    }

    /** An answer of this turn begins: what was written before is of no use any more. */
    void asked(TurnId of) {
        StreamedPiece before;
        lock.lock();
        try {
            before = streamed;
            turn = of;
            streamed = closed ? null : new StreamedPiece(to -> textToSpeech.stream(voice, format, to));
        } finally {
            lock.unlock();
        }
        if (before != null) {
            before.cancel();
        }
    }

    /** The model wrote more of the answer. */
    void written(TurnId of, String token) {
        StreamedPiece open;
        lock.lock();
        try {
            open = of.equals(turn) ? streamed : null;
        } finally {
            lock.unlock();
        }
        if (open != null) {
            open.write(token);
        }
    }

    /** The voice that has begun to speak this text; empty where it has to be spoken from the beginning. */
    Optional<StreamedPiece> take(TurnId of, String text) {
        StreamedPiece mine;
        lock.lock();
        try {
            if (!of.equals(turn) || streamed == null || streamed.isEmpty()) {
                return Optional.empty(); // a filler may be said before the answer begins
            }
            mine = streamed;
            streamed = null;
        } finally {
            lock.unlock();
        }
        if (mine.complete(text)) {
            return Optional.of(mine);
        }
        mine.cancel();
        mine.failure().ifPresent(reason -> {
            close();
            givenUp.accept(reason);
        });
        return Optional.empty();
    }

    /** Nothing of this turn or of one before is wanted. */
    void cancel(TurnId upTo) {
        StreamedPiece unwanted;
        lock.lock();
        try {
            if (turn.compareTo(upTo) > 0 || streamed == null) {
                return;
            }
            unwanted = streamed;
            streamed = null;
        } finally {
            lock.unlock();
        }
        unwanted.cancel();
    }

    void close() {
        StreamedPiece last;
        lock.lock();
        try {
            closed = true;
            last = streamed;
            streamed = null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.cancel();
        }
    }
}
