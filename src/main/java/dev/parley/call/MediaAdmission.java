package dev.parley.call;

import dev.parley.conversation.ConversationListener;
import dev.parley.conversation.Opening;
import java.util.Optional;

/**
 * Which media socket belongs to which call. A line asks here after its upgrade was authenticated: it admits, binds, and
 * begins a conversation with the opening and the listener given here. Thread-safe, answers at once.
 */
public interface MediaAdmission {
    /** The call whose single-call key this is; empty when there is none, or when it is over. */
    Optional<MediaCall> admit(String mediaKey);

    /**
     * A call of its own to the default persona, for a socket without key that {@code parley.security.guests} lets in; empty
     * when nobody can answer.
     *
     * @param sampleRateHz 16 000 or 24 000, what the socket brings
     */
    Optional<MediaCall> admitGuest(int sampleRateHz);

    /** Whether there is a persona of that name to talk to. */
    boolean knows(String persona);

    /**
     * A call of its own for somebody who talks without a phone, at 24 000 Hz.
     *
     * @throws CallRefused when nobody can answer now
     * @throws UnknownPersona when there is none of that name
     */
    MediaCall admitTalker(Talker talker);

    /**
     * Binds the socket to its call.
     *
     * @param connectionId ACS's, from the header {@code x-ms-call-connection-id}; empty for guests
     * @return false when ACS told us another connection id for this call: refuse the socket
     */
    boolean bind(MediaCall call, Optional<String> connectionId);

    /**
     * What the conversation begins with.
     *
     * @throws dev.parley.conversation.ConversationRefused when the persona is gone or the server drains
     */
    Opening opening(MediaCall call);

    /** Ends the call when its conversation has ended; hand it to {@code Conversations.begin}. */
    ConversationListener listener();
}
