package dev.parley.conversation;

import dev.parley.sessions.ConversationSnapshot;

/** Where conversations leave what they remember, for a node that may have to go on with them. */
@FunctionalInterface
public interface Memories {
    /**
     * Keeps the snapshot in place of those before it; returns at once, writes later and leaves out those that newer ones
     * overtook.
     *
     * @param elsewhere called, on another thread, when the conversation belongs to another node by now
     */
    void keep(ConversationSnapshot snapshot, Runnable elsewhere);
}
