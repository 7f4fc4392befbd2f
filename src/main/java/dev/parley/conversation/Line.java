package dev.parley.conversation;

import dev.parley.media.AudioFormat;
import java.time.Duration;

/**
 * How a caller is attached. It delivers what the far end sends (see {@link LiveConversation}) and accepts audio; it decides
 * nothing. Methods are called by the conversation and its engine from several threads and never block.
 */
public interface Line {
    /** Format of the audio in both directions; fixed for the life of the line. */
    AudioFormat format();

    /** Greatest delay from the moment the line counts audio as sent until it can sound at the far end's play-out. */
    Duration playoutDelay();

    /**
     * Queues audio behind all that was queued; nobody changes the array from now on. It paces: at most a small lead
     * ahead of play-out. Reports what leaves by {@link LiveConversation#sent}. Ignored for turns up to the last
     * {@link #cut}, so that a late piece can never reach the caller. The queue is bounded by the longest answer; what does
     * not fit closes the line with a reason.
     */
    void play(PieceId piece, byte[] pcm);

    /** No more audio comes for this piece: the rest of it, less than a frame, may go out padded with silence. */
    void pieceComplete(PieceId piece);

    /**
     * Drops what is queued of all turns up to this one and sends the stop message next; when this returns no audio of these
     * turns goes out any more, and every sample that did was reported by {@link LiveConversation#sent}.
     */
    void cut(TurnId turn);

    /**
     * Drops what is queued and sends the stop message next; when this returns no audio goes out and every sample that did was
     * reported by {@link LiveConversation#sent}. What is played afterwards goes out, of whatever turn.
     */
    void pause();

    /**
     * Stops sending because another line goes on from here. When this returns no audio goes out any more and every sample
     * that did was reported by {@link LiveConversation#sent}. A line whose far end keeps what it was sent overrides this and
     * sends no stop message, so that nothing is lost.
     */
    default void handOver() {
        cut(new TurnId(Integer.MAX_VALUE));
    }

    /** What is to be shown. A line that carries nothing but sound has no use for it. On the conversation's thread; must not block. */
    default void caption(Caption caption) {}

    /** Ends the attachment once the stop or the last message is written. Repeatable. */
    void close(String reason);
}
