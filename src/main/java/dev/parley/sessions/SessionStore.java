package dev.parley.sessions;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Shared memory of all nodes. Thread-safe; every call returns within the adapter's timeout or throws
 * {@link SessionStoreUnavailable}; what it cannot read is an {@link UnreadableSession}.
 */
public interface SessionStore {
    /** Keeps the plan under its media key and its call id until {@code timeToLive} has passed. */
    void keep(CallPlan plan, Duration timeToLive);

    /** The plan whose media key this is; compared in constant time by the adapter or looked up by its hash. */
    Optional<CallPlan> planByMediaKey(String mediaKey);

    Optional<CallPlan> planByCallId(String callId);

    /** Forgets the plan; unknown ids are no error. */
    void forget(String callId);

    /**
     * Claims a name once: true for the first caller, false until {@code timeToLive} has passed. De-duplicates deliveries
     * and makes requests idempotent.
     */
    boolean claim(String name, Duration timeToLive);

    /** Gives a claimed name back, so that a failed attempt may be repeated. */
    void release(String name);

    /**
     * Puts a member into a group, or keeps it there, until {@code timeToLive} has passed.
     *
     * @return false when so many others are in it that there is no room
     */
    boolean join(String group, String member, int most, Duration timeToLive);

    /** Unknown members are no error. */
    void leave(String group, String member);

    /**
     * Adds to a number that begins as zero and is forgotten when {@code timeToLive} has passed since; what it is now. Adding zero
     * asks.
     */
    long count(String name, long more, Duration timeToLive);

    /** Keeps what this ticket stands for until it is taken or {@code timeToLive} has passed. */
    void keepTicket(String secret, Ticket ticket, Duration timeToLive);

    /** What this ticket stands for, once: of all who ask at the same time, on whichever node, one gets it. */
    Optional<Ticket> takeTicket(String secret);

    /** Notes what became of a call; a mark that is there already stays as it was. */
    void mark(String callId, Map<CallMark, String> marks, Duration timeToLive);

    /** What is noted of a call; empty where it is unknown. */
    Map<CallMark, String> marks(String callId);

    /** The call that was marked with this connection of ACS. */
    Optional<String> callIdByConnection(String connectionId);

    /** The conversation of this call belongs to this node from now on, whoever had it; what it remembers. */
    Taken take(String callId, String node, Duration timeToLive);

    /** The node to which the conversation of this call belongs. */
    Optional<String> owner(String callId);

    /** True where the plan of this call is here and no node has taken its conversation; what is not known is false. */
    boolean neverTaken(String callId);

    /**
     * Keeps what a conversation remembers, in place of what was kept before; of a call without plan, as one that was
     * forgotten, nothing is kept.
     *
     * @return false, and nothing is kept, when the conversation belongs to another node
     */
    boolean remember(ConversationSnapshot snapshot, String node, Duration timeToLive);

    /**
     * What the conversation of this call remembers.
     *
     * @throws UnreadableSession when another version of this server wrote it
     */
    Optional<ConversationSnapshot> memory(String callId);

    /**
     * A conversation that was taken.
     *
     * @param before the node that had it; empty when none did
     * @param memory what it remembers; empty before its first turn
     */
    record Taken(Optional<String> before, Optional<ConversationSnapshot> memory) {}
}
