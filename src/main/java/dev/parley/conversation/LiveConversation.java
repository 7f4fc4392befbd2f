package dev.parley.conversation;

import java.time.Duration;
import java.util.List;

/** A running conversation as its line and its call see it. All methods return at once, from any thread. */
public interface LiveConversation {
    String callId();

    /** Caller audio in the line's format, in order, silence included as zeros; copied. Does not pass the mailbox. */
    void hear(byte[] pcm, int offset, int length);

    /** A key: one of 0-9 * # A-D. */
    void pressed(char key);

    /** The caller wrote this: it counts as said when the caller speaks, or with {@link #prompted}. At most 8 000 characters wait. */
    void noted(String text);

    /**
     * The caller shows a picture; it counts as {@link #noted} does. False: who answers cannot see.
     *
     * @param picture data URL of a PNG, JPEG or WebP
     */
    default boolean shown(String picture) {
        return false;
    }

    /** The caller wants an answer now: what was written interrupts the agent, else a turn at hand is left as it is. */
    void prompted();

    /** The caller wants the agent to stop speaking. */
    void stopped();

    /** The answer of a tool that {@link Caption.ToolCalled} left to whoever is at the line; one that nobody waits for is ignored. */
    void toolAnswered(String callId, String content);

    /** How far play-out at the far end is behind what was sent, where it tells: what was heard is reckoned by that from now on. */
    void lags(Duration delay);

    /**
     * The line wrote audio of this piece to the far end. Called by the line's writer, in order.
     *
     * @param samples how many
     * @param atNanos {@link System#nanoTime} when they were handed to the socket
     * @param amid neither the first nor the last of the piece: more of it waits at the line, and will be reported
     */
    void sent(PieceId piece, int samples, long atNanos, boolean amid);

    /** Another line takes over, as when ACS reconnects: audio not yet sent goes on there, offsets continue. */
    void attach(Line line);

    /** This line is gone. If no other was attached within the grace time, the conversation ends. */
    void detached(Line line, String reason);

    /** The caller hung up: {@link #end(ConversationListener.Ending, String)} with that ending. */
    default void end(String reason) {
        end(ConversationListener.Ending.CALLER_HUNG_UP, reason);
    }

    /** Ends it from outside, as when the caller hung up or an operator ends the call. What is spoken is cut. */
    void end(ConversationListener.Ending why, String reason);

    /** Its time is over: the persona says goodbye, then it ends for that reason. */
    void sayGoodbye(ConversationListener.Ending why);

    /**
     * Another session of the model is to go on with the call, in the next gap; the caller does not hear it. False where it has no
     * such session.
     */
    default boolean rollOver() {
        return false;
    }

    /** What {@link ConversationListener#transfer} was asked for cannot be: the caller is still here. */
    void transferFailed();

    /** What was said so far, as heard; a copy. */
    List<TranscriptEntry> transcript();

    /** What the agent's turns so far took, oldest first, the last 200; a copy. */
    List<TurnReport> turns();

    /** Events that it has not come to yet. */
    int waiting();

    /** Its state for people: one line, no spoken words, no numbers. */
    String describe();
}
