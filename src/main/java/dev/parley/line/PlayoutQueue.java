package dev.parley.line;

import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import dev.parley.media.Pacing;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * Audio that waits to be sent, paced. Pieces follow each other without a seam: a message may carry the end of one and the
 * beginning of the next. Bounded by the longest answer. Not thread-safe: its line guards it.
 */
public final class PlayoutQueue {
    /** 120 s: the longest answer; it may be synthesised whole before much of it is heard. */
    private static final int LONGEST_ANSWER_MS = 120_000;

    private static final byte[] NOTHING = {};

    private final AudioFormat format;
    private final Pacing pacing;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private int queuedBytes;
    private int cutUpTo = -1;
    private PieceId complete;
    private TurnId speaking = new TurnId(-1);
    private Optional<PieceId> begun = Optional.empty();
    private long gapNanos;

    /** @param leadMs most audio ahead of play-out */
    public PlayoutQueue(AudioFormat format, long leadMs) {
        this.format = format;
        this.pacing = new Pacing(format, leadMs);
    }

    /** Queues audio, unless its turn was cut. False: it does not fit. */
    public boolean play(PieceId piece, byte[] pcm) {
        if (piece.turn().number() <= cutUpTo || pcm.length == 0) {
            return true;
        }
        if (queuedBytes + pcm.length > format.bytesIn(LONGEST_ANSWER_MS)) {
            return false;
        }
        waiting.add(new Waiting(piece, pcm));
        queuedBytes += pcm.length;
        return true;
    }

    /** No more audio comes for this piece. */
    public void complete(PieceId piece) {
        complete = piece;
    }

    /** Drops all turns up to this one for good; the far end is told to drop what it holds. */
    public void cut(TurnId turn) {
        cutUpTo = Math.max(cutUpTo, turn.number());
        waiting.removeIf(chunk -> {
            var gone = chunk.piece.turn().number() <= cutUpTo;
            queuedBytes -= gone ? chunk.left() : 0;
            return gone;
        });
        pacing.stopped();
    }

    /** Drops what waits, but nothing for good; the far end is told to drop what it holds. */
    public void pause() {
        clear();
        complete = null; // its audio is queued once more
        pacing.stopped();
    }

    /** Drops everything, as when another line takes over. */
    public void clear() {
        waiting.clear();
        queuedBytes = 0;
    }

    /**
     * Audio of the next message, empty when none may leave now. Reports what it takes, once for each piece; padding of a
     * piece's last frame is not reported.
     */
    public byte[] take(long nowNanos, Report report) {
        if (queuedBytes == 0) {
            return NOTHING;
        }
        var due = pacing.due(nowNanos, queuedBytes, waiting.getLast().piece.equals(complete));
        if (due == 0) {
            return NOTHING;
        }
        var turn = waiting.getFirst().piece.turn();
        gapNanos = turn.equals(speaking) ? pacing.dryNanos(nowNanos) : 0;
        speaking = turn;
        var message =
                new byte[due % format.frameBytes() == 0 ? due : due + format.frameBytes() - due % format.frameBytes()];
        for (var filled = 0; filled < due; ) {
            filled += takePiece(message, filled, due, report);
        }
        pacing.sent(nowNanos, message.length);
        return message;
    }

    /** Fills the message with what follows of the piece at hand; how many bytes. */
    private int takePiece(byte[] message, int from, int due, Report report) {
        var piece = waiting.getFirst().piece;
        var filled = from;
        while (filled < due && follows(piece)) {
            var chunk = waiting.getFirst();
            var length = Math.min(due - filled, chunk.left());
            System.arraycopy(chunk.pcm, chunk.offset, message, filled, length);
            chunk.offset += length;
            filled += length;
            if (chunk.left() == 0) {
                waiting.removeFirst();
            }
        }
        queuedBytes -= filled - from;
        var amid = begun.equals(Optional.of(piece)) && follows(piece);
        begun = Optional.of(piece);
        report.taken(piece, (int) format.samplesIn(filled - from), amid);
        return filled - from;
    }

    private boolean follows(PieceId piece) {
        return !waiting.isEmpty() && waiting.getFirst().piece.equals(piece);
    }

    /** How long the far end had run dry in the midst of a turn when the last message was taken; mostly 0. */
    public long gapNanos() {
        return gapNanos;
    }

    /** Milliseconds that wait. */
    public long queuedMs() {
        return format.msOf(queuedBytes);
    }

    /** Told what a message carries. */
    public interface Report {
        /** @param amid neither the first nor the last of the piece: more of it waits */
        void taken(PieceId piece, int samples, boolean amid);
    }

    private static final class Waiting {
        private final PieceId piece;
        private final byte[] pcm;
        private int offset;

        Waiting(PieceId piece, byte[] pcm) {
            this.piece = piece;
            this.pcm = pcm;
        }

        int left() {
            return pcm.length - offset;
        }
    }
}
