package dev.parley.call;

import dev.parley.sessions.CallPlan;
import dev.parley.sessions.ConversationSnapshot;
import java.util.Optional;

/**
 * A call as its media line knows it.
 *
 * @param memory what was said before, where another node had the call
 * @param answersTools whether whoever is at the line runs the tools that the persona leaves to clients
 */
public record MediaCall(CallPlan plan, Optional<ConversationSnapshot> memory, boolean answersTools) {
    /** A call of which nothing was said yet. */
    public MediaCall(CallPlan plan) {
        this(plan, Optional.empty());
    }

    /** Of a phone, which runs no tools. */
    public MediaCall(CallPlan plan, Optional<ConversationSnapshot> memory) {
        this(plan, memory, false);
    }

    public String callId() {
        return plan.callId();
    }

    /** What was asked of ACS for this call, or what a guest brings: 16 000 or 24 000. */
    public int sampleRateHz() {
        return plan.sampleRateHz();
    }

    /** The other party: E.164 or a raw id; participant ids of ACS end with it. */
    public String callerNumber() {
        return plan.callerNumber();
    }

    @Override
    public String toString() {
        return "MediaCall[" + callId() + "]";
    }
}
