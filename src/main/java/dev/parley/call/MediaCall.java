package dev.parley.call;

import dev.parley.sessions.CallPlan;

/** A call as its media line knows it. */
public record MediaCall(CallPlan plan) {
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
