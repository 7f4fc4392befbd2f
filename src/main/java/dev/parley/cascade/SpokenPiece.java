package dev.parley.cascade;

import dev.parley.conversation.PieceId;
import dev.parley.speech.TextToSpeech.Synthesis;
import java.util.ArrayDeque;
import java.util.Queue;

/** A piece on its way from text to audio, and the audio that waits for its turn. Guarded by {@link Speaking}. */
final class SpokenPiece {
    final PieceId id;
    final String text;
    final Queue<byte[]> held = new ArrayDeque<>();
    Synthesis synthesis;
    boolean begun;
    /** How often it was begun. */
    int attempt;

    boolean byFallback;
    long bytes;
    Ending ending = Ending.NONE;
    String reason;
    boolean retryable;

    enum Ending {
        NONE,
        WHOLE,
        FAILED
    }

    SpokenPiece(PieceId id, String text) {
        this.id = id;
        this.text = text;
    }

    boolean over() {
        return ending != Ending.NONE;
    }
}
