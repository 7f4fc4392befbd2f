package dev.parley.cascade;

import dev.parley.conversation.PieceId;
import dev.parley.speech.TextToSpeech.Synthesis;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.Stream;

/** A piece on its way from text to audio, and the audio that waits for its turn. Guarded by {@link Speaking}. */
final class SpokenPiece {
    final PieceId id;
    final String text;
    /** The voice that speaks it already; taken when it is begun. */
    private Optional<StreamedPiece> streamed;

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

    SpokenPiece(PieceId id, String text, Optional<StreamedPiece> streamed) {
        this.id = id;
        this.text = text;
        this.streamed = streamed;
    }

    /** Once: who begins it anew begins from the text. */
    Optional<StreamedPiece> takeStreamed() {
        var taken = streamed;
        streamed = Optional.empty();
        return taken;
    }

    /** Whatever speaks it. */
    Stream<Synthesis> sources() {
        return Stream.concat(Stream.ofNullable(synthesis), streamed.stream());
    }

    boolean over() {
        return ending != Ending.NONE;
    }
}
