package dev.parley.conversation;

import java.util.Collection;
import java.util.Optional;

/** All live conversations of this node. Thread-safe. */
public interface Conversations {
    /**
     * Begins a conversation on a line that is attached: opens the engine, greets, listens. Returns at once.
     *
     * @throws ConversationRefused when this node takes no more: draining, full, or the call id is live already
     */
    LiveConversation begin(Opening opening, Line line, ConversationListener listener);

    Optional<LiveConversation> find(String callId);

    Collection<LiveConversation> live();
}
