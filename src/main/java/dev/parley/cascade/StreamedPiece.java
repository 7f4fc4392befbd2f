package dev.parley.cascade;

import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech.Streamed;
import dev.parley.speech.TextToSpeech.Synthesis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A text that is spoken while it is written. What the voice yields is kept until it is known whose it is, then told on.
 * Thread-safe. Who writes has another lock than who listens: the
 * voice is told under the one and calls back under its own, then the other.
 */
final class StreamedPiece implements Synthesis, SynthesisListener {
    /** Characters that go ahead at most: by then the piece is cut, or it is no sentence. */
    private static final int LONGEST = 150;

    private final Function<SynthesisListener, Optional<Streamed>> open;

    private final ReentrantLock writing = new ReentrantLock();
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder written = new StringBuilder();
    private Optional<Streamed> voice = Optional.empty();
    private boolean over;

    private final ReentrantLock telling = new ReentrantLock();
    private final List<Consumer<SynthesisListener>> kept = new ArrayList<>();
    private SynthesisListener listener;
    private Optional<String> failure = Optional.empty();

    StreamedPiece(Function<SynthesisListener, Optional<Streamed>> open) {
        this.open = open;
    }

    /** Says the whole words of it as far as they are plain. */
    void write(String token) {
        writing.lock();
        try {
            for (int at = 0; at < token.length() && !over; at++) {
                write(token.charAt(at));
            }
        } finally {
            writing.unlock();
        }
    }

    private void write(char next) {
        if (next == '\n' || !isPlain(next) && next != ' ') {
            over = true;
        } else if (next != ' ') {
            word.append(next);
        } else if (!word.isEmpty()) {
            say(word.append(' ').toString());
            word.setLength(0);
            over |= written.length() > LONGEST;
        }
    }

    private static boolean isPlain(char c) {
        return Character.isLetterOrDigit(c) || c == '\'' || c == '’';
    }

    private void say(String words) {
        if (written.isEmpty()) {
            voice = open.apply(this);
            over = voice.isEmpty();
        }
        voice.ifPresent(there -> {
            written.append(words);
            there.write(words);
        });
    }

    /** Nothing was said yet. */
    boolean isEmpty() {
        writing.lock();
        try {
            return written.isEmpty();
        } finally {
            writing.unlock();
        }
    }

    /** The text is this: whether the voice is on its way to speak it. */
    boolean complete(String text) {
        writing.lock();
        try {
            over = true;
            if (voice.isEmpty() || failure().isPresent() || !text.startsWith(written.toString())) {
                return false;
            }
            voice.get().write(text.substring(written.length()));
            voice.get().end();
            return true;
        } finally {
            writing.unlock();
        }
    }

    Optional<String> failure() {
        telling.lock();
        try {
            return failure;
        } finally {
            telling.unlock();
        }
    }

    /** Tells what was kept, and from now on what comes. */
    StreamedPiece toldTo(SynthesisListener whose) {
        telling.lock();
        try {
            listener = whose;
            kept.forEach(event -> event.accept(whose));
            kept.clear();
        } finally {
            telling.unlock();
        }
        return this;
    }

    @Override
    public void cancel() {
        Optional<Streamed> ended;
        writing.lock();
        try {
            over = true;
            ended = voice;
        } finally {
            writing.unlock();
        }
        ended.ifPresent(Streamed::cancel);
    }

    @Override
    public void audio(byte[] pcm) {
        tell(to -> to.audio(pcm));
    }

    @Override
    public void word(int textEnd, long offsetMs, long durationMs) {
        tell(to -> to.word(textEnd, offsetMs, durationMs));
    }

    @Override
    public void finished(long totalBytes) {
        tell(to -> to.finished(totalBytes));
    }

    @Override
    public void failed(String reason, boolean retryable) {
        telling.lock();
        try {
            failure = Optional.of(reason);
            tell(to -> to.failed(reason, retryable));
        } finally {
            telling.unlock();
        }
    }

    private void tell(Consumer<SynthesisListener> event) {
        telling.lock();
        try {
            if (listener != null) {
                event.accept(listener);
            } else {
                kept.add(event);
            }
        } finally {
            telling.unlock();
        }
    }
}
