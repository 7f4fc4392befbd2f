package dev.parley.emulator.acs.caller;

import java.util.ArrayList;
import java.util.List;

/**
 * The stopwatches between caller and agent, by the definitions of reference/latency.md. All times are milliseconds since the
 * call was connected. Not thread-safe.
 */
final class TurnTimes {
    private static final int MOST_KEPT = 2000;
    private static final long NONE = -1;

    private final List<Long> replyMs = new ArrayList<>();
    private final List<Long> bargeInToStopMs = new ArrayList<>();
    private long lastSpeechMs = NONE;
    private long bargedInMs = NONE;
    private boolean speaking;
    private boolean unanswered;
    private long spurtAtEar;

    /** The caller's utterance begins to leave; over the agent's voice it is a barge-in. */
    void callerBegan(long nowMs, boolean agentPlaying) {
        speaking = true;
        unanswered = false;
        bargedInMs = agentPlaying ? nowMs : NONE;
    }

    /** 20 ms that carry speech have left the caller at {@code nowMs}. */
    void callerSpoke(long nowMs) {
        lastSpeechMs = nowMs;
    }

    void callerEnded() {
        speaking = false;
        unanswered = true;
    }

    /** The server asked to stop. */
    void stopped(long nowMs) {
        if (bargedInMs != NONE) {
            keep(bargeInToStopMs, nowMs - bargedInMs);
            bargedInMs = NONE;
        }
    }

    /** Content of the agent reaches the ear; a new stretch of it after the caller's turn is the reply. */
    void agentAtEar(long nowMs, long spurt) {
        boolean begins = spurt != spurtAtEar;
        spurtAtEar = spurt;
        if (begins && unanswered && !speaking) {
            keep(replyMs, nowMs - lastSpeechMs);
            unanswered = false;
            bargedInMs = NONE;
        }
    }

    private static void keep(List<Long> list, long value) {
        if (list.size() < MOST_KEPT) {
            list.add(value);
        }
    }

    boolean speaking() {
        return speaking;
    }

    List<Long> replyMs() {
        return List.copyOf(replyMs);
    }

    List<Long> bargeInToStopMs() {
        return List.copyOf(bargeInToStopMs);
    }
}
