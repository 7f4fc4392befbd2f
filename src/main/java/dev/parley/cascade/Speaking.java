package dev.parley.cascade;

import dev.parley.agents.Persona;
import dev.parley.conversation.Engine.AudioOut;
import dev.parley.conversation.EngineEvent;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import dev.parley.speech.SynthesisListener;
import dev.parley.speech.TextToSpeech;
import dev.parley.speech.TextToSpeech.Synthesis;
import dev.parley.speech.Voice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Pieces of answers becoming audio: some are synthesised ahead, all are given out in their order, the first as it comes.
 * What fails is told, and the conversation, which knows what was heard, asks once more; where pieces behind it would be
 * heard by then it is asked for again here, while they wait. Thread-safe; nothing cancelled is given out once
 * {@link #cancel} returned, because audio goes out under the lock.
 */
final class Speaking {
    /** The one given out and two behind it: more would only cost when the caller barges in. */
    private static final int AT_ONCE = 3;
    /** 60 s of audio held for its turn: a piece is a sentence or two. */
    private static final int HELD_MS = 60_000;

    private final TextToSpeech textToSpeech;
    private final CachedVoice cached;
    private final Voice voice;
    private final Optional<Voice> fallback;
    private final FirstWords firstWords;
    private final boolean streamed;
    private final AudioFormat format;
    private final Consumer<EngineEvent> mailbox;
    private final AudioOut out;

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedList<SpokenPiece> pieces = new LinkedList<>();
    /** Texts that failed once since something could be spoken. */
    private final Set<String> failed = new HashSet<>();

    private boolean voiceGone;
    private TurnId cancelled = new TurnId(-1);

    Speaking(
            TextToSpeech textToSpeech,
            CachedVoice cached,
            Persona persona,
            AudioFormat format,
            Consumer<EngineEvent> mailbox,
            AudioOut out) {
        var sound = persona.voice();
        this.textToSpeech = textToSpeech;
        this.cached = cached;
        this.voice = VoicesAtStart.voice(persona);
        this.fallback = sound.fallback()
                .map(name -> new Voice(
                        name, persona.language(), Optional.empty(), sound.rate(), sound.pitch(), sound.lexicon()));
        this.streamed = sound.streamed();
        this.firstWords = new FirstWords(
                textToSpeech,
                voice,
                format,
                reason -> mailbox.accept(new EngineEvent.Coped("text not streamed", Map.of("reason", reason))));
        this.format = format;
        this.mailbox = mailbox;
        this.out = out;
    }

    void warm() {
        textToSpeech.warm(voice, format);
        if (streamed) {
            firstWords.warm();
        }
    }

    /** An answer of this turn begins. */
    void asked(TurnId turn) {
        if (streamed) {
            firstWords.asked(turn);
        }
    }

    /** The model wrote this; what of it is to be spoken, {@link #speak} will say. */
    void written(TurnId turn, String token) {
        firstWords.written(turn, token);
    }

    void speak(PieceId id, String text) {
        var begun = firstWords.take(id.turn(), text);
        lock.lock();
        try {
            if (id.turn().compareTo(cancelled) > 0) {
                insert(new SpokenPiece(id, text, begun));
                begun = Optional.empty();
            }
        } finally {
            lock.unlock();
        }
        begun.ifPresent(Synthesis::cancel);
        beginSome();
    }

    /** What is written for this turn is not wanted; what was ordered of it is. */
    void stopThinking(TurnId turn) {
        firstWords.cancel(turn);
    }

    void cancel(TurnId turn) {
        firstWords.cancel(turn);
        List<Synthesis> ended = new ArrayList<>();
        lock.lock();
        try {
            if (turn.compareTo(cancelled) > 0) {
                cancelled = turn;
            }
            pieces.removeIf(piece -> {
                boolean mine = piece.id.turn().compareTo(turn) <= 0;
                if (mine) {
                    piece.sources().forEach(ended::add);
                }
                return mine;
            });
            failed.clear();
            giveOut();
        } finally {
            lock.unlock();
        }
        ended.forEach(Synthesis::cancel);
        beginSome();
    }

    void close() {
        firstWords.close();
        cancel(new TurnId(Integer.MAX_VALUE));
    }

    /** In order, though a piece that is asked for again comes late; one that sounds already is not overtaken. */
    private void insert(SpokenPiece piece) {
        var at = pieces.listIterator(pieces.size());
        while (at.hasPrevious()) {
            var before = at.previous();
            boolean later = before.id.turn().equals(piece.id.turn()) && before.id.index() > piece.id.index();
            if (!later || before == pieces.getFirst() && before.bytes > 0) {
                at.next();
                break;
            }
        }
        at.add(piece);
    }

    /** Begins syntheses outside the lock: a service may answer before its call returns. */
    private void beginSome() {
        while (true) {
            SpokenPiece piece;
            lock.lock();
            try {
                piece = pieces.stream()
                        .limit(AT_ONCE)
                        .filter(waiting -> !waiting.begun)
                        .findFirst()
                        .orElse(null);
                if (piece == null) {
                    return;
                }
                piece.begun = true;
                piece.attempt++;
                piece.byFallback = voiceGone;
            } finally {
                lock.unlock();
            }
            begin(piece);
        }
    }

    private void begin(SpokenPiece piece) {
        int attempt = piece.attempt;
        var by = piece.byFallback ? fallback.orElse(voice) : voice;
        var ear = new Ear(piece);
        var streamed = piece.takeStreamed();
        var synthesis = streamed.isPresent() ? streamed.get().toldTo(ear) : cached.speak(by, piece.text, ear);
        lock.lock();
        try {
            if (pieces.contains(piece) && piece.attempt == attempt) {
                piece.synthesis = synthesis;
                return;
            }
        } finally {
            lock.unlock();
        }
        synthesis.cancel();
    }

    /** Gives the line what is its turn, and goes on to the next piece where one is complete. Under the lock. */
    private void giveOut() {
        while (!pieces.isEmpty()) {
            var first = pieces.getFirst();
            for (byte[] pcm; (pcm = first.held.poll()) != null; ) {
                out.play(first.id, pcm);
            }
            if (!first.over()) {
                return;
            }
            pieces.removeFirst();
            out.pieceComplete(first.id);
            mailbox.accept(
                    first.ending == SpokenPiece.Ending.WHOLE
                            ? new EngineEvent.PieceSpoken(first.id, format.samplesIn(first.bytes))
                            : new EngineEvent.PieceFailed(first.id, first.reason, first.retryable));
        }
    }

    /** What comes back from one synthesis. */
    private final class Ear implements SynthesisListener {
        private final SpokenPiece piece;

        Ear(SpokenPiece piece) {
            this.piece = piece;
        }

        @Override
        public void audio(byte[] pcm) {
            boolean tooLong = false;
            lock.lock();
            try {
                if (!current()) {
                    return;
                }
                piece.bytes += pcm.length;
                piece.held.add(pcm);
                giveOut();
                tooLong = !piece.held.isEmpty() && piece.bytes > format.bytesIn(HELD_MS);
            } finally {
                lock.unlock();
            }
            if (tooLong) {
                endedBy(SpokenPiece.Ending.FAILED, "a piece longer than is held for its turn", false);
            }
        }

        @Override
        public void word(int textEnd, long offsetMs, long durationMs) {
            lock.lock();
            try {
                if (current()) {
                    mailbox.accept(new EngineEvent.WordPlaced(piece.id, textEnd, offsetMs, durationMs));
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void finished(long totalBytes) {
            endedBy(SpokenPiece.Ending.WHOLE, "", false);
        }

        @Override
        public void failed(String reason, boolean retryable) {
            var cure = cure(retryable);
            if (cure.isPresent()) {
                mailbox.accept(new EngineEvent.Coped(cure.get(), Map.of("reason", reason)));
                beginSome();
                return;
            }
            boolean mayHelp = retryable && (piece.attempt == 1 || piece.byFallback);
            endedBy(SpokenPiece.Ending.FAILED, reason, mayHelp);
        }

        /**
         * What failed once is asked for again. What failed twice, or will always fail, is spoken by the other voice, and so is
         * the rest of the call. Empty: neither helps, or it is the conversation's to ask again.
         */
        private Optional<String> cure(boolean retryable) {
            lock.lock();
            try {
                if (!current() || piece.bytes > 0 || piece.byFallback) {
                    return Optional.empty();
                }
                boolean first = failed.add(piece.text);
                if (retryable && first && !voiceGone) {
                    return wouldBeOvertaken() ? begunAnew("piece asked again") : Optional.empty();
                }
                if (fallback.isEmpty()) {
                    return Optional.empty();
                }
                voiceGone = true;
                return begunAnew("voice fallback");
            } finally {
                lock.unlock();
            }
        }

        private Optional<String> begunAnew(String decision) {
            piece.begun = false;
            piece.synthesis = null;
            return Optional.of(decision);
        }

        private boolean wouldBeOvertaken() {
            return pieces.stream()
                    .anyMatch(other -> other.id.turn().equals(piece.id.turn())
                            && other.id.index() > piece.id.index()
                            && other.ending != SpokenPiece.Ending.FAILED);
        }

        private void endedBy(SpokenPiece.Ending how, String reason, boolean retryable) {
            Synthesis ended;
            lock.lock();
            try {
                if (!current()) {
                    return;
                }
                piece.ending = how;
                if (how == SpokenPiece.Ending.WHOLE) {
                    failed.clear();
                }
                piece.reason = reason;
                piece.retryable = retryable;
                ended = piece.synthesis;
                giveOut();
            } finally {
                lock.unlock();
            }
            if (ended != null) {
                ended.cancel();
            }
            beginSome();
        }

        private boolean current() {
            return !piece.over() && pieces.contains(piece);
        }
    }
}
