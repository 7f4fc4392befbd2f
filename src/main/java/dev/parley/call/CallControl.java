package dev.parley.call;

import dev.parley.sessions.CallPlan;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The phone network's controls. Every operation returns at once and completes within the adapter's timeout, on a thread of
 * the adapter, normally or with {@link CallControlFailed}. Thread-safe.
 */
public interface CallControl {
    /** Answers with two-way media to the plan's media URL. {@code context} is the opaque word of the incoming call. */
    CompletionStage<Placed> answer(CallPlan plan, String context);

    /** Dials the plan's caller number with two-way media to the plan's media URL. */
    CompletionStage<Placed> create(CallPlan plan);

    /** Ends the call for everyone; that it was over already is no failure. */
    CompletionStage<Void> hangUp(String connectionId);

    /**
     * Hands the caller to somebody else. Completes when the network agrees to try; a {@link CallEvent} tells how it went.
     *
     * @param to E.164 or a raw id
     */
    CompletionStage<Void> transfer(String connectionId, String to);

    /** Declines an incoming call, so that the caller hears the busy tone. */
    CompletionStage<Void> reject(String context);

    /** ACS took the call. */
    record Placed(String connectionId, Optional<String> correlationId) {}
}
