package dev.parley.conversation;

import java.time.Duration;

/** Told by a conversation what its call must do. Called on the conversation's thread; must not block. */
public interface ConversationListener {
    /**
     * It is over; nothing follows, everything it owned is released.
     *
     * @param why CALLER_HUNG_UP, LINE_LOST and TRANSFERRED: the call is gone already; TAKEN_OVER: it goes on
     *     elsewhere; the others: hang up now, the farewell was heard
     */
    void ended(String callId, Ending why, Duration lasted);

    /**
     * Hands the call to {@code to}, a number or a raw id. When that is done the conversation is to be ended as TRANSFERRED; when
     * it cannot be, {@link LiveConversation#transferFailed} is to be called. Without an answer it goes on after 15 s.
     */
    void transfer(String callId, String to);

    /** Why a conversation ended. */
    enum Ending {
        CALLER_HUNG_UP,
        LINE_LOST,
        AGENT_SAID_GOODBYE,
        CALLER_SILENT,
        TOO_LONG,
        FAILED,
        ENDED_BY_OPERATOR,
        SERVER_STOPPED,
        /** Somebody else has the caller now. */
        TRANSFERRED,
        /** Another node goes on with it. */
        TAKEN_OVER
    }
}
