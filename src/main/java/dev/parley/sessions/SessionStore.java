package dev.parley.sessions;

import java.time.Duration;
import java.util.Optional;

/**
 * Shared memory of all nodes. Thread-safe; every call returns within the adapter's timeout or throws
 * {@link SessionStoreUnavailable}.
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
}
