package dev.parley.emulator.acs.caller;

/**
 * Holes in the agent's speech at the ear: silence inside an utterance, because the play-out queue ran dry. A stop makes no
 * hole. Not thread-safe.
 */
final class Underruns {
    /** A hole that a listener notices. */
    static final int NOTICEABLE_MS = 40;

    private int gaps;
    private int late;
    private long longestMs;
    private long dryMs;
    private boolean speechBefore;
    private boolean stopped;

    /**
     * 20 ms reach the ear.
     *
     * @param played whether they come from the play-out queue, be they loud or not
     * @param inUtterance whether the ear is inside an utterance, after it heard these 20 ms
     */
    void atEar(boolean played, boolean inUtterance) {
        if (!played) {
            dryMs += 20;
            speechBefore &= inUtterance;
            return;
        }
        if (dryMs > 0 && speechBefore && !stopped) {
            late++;
            longestMs = Math.max(longestMs, dryMs);
            if (dryMs > NOTICEABLE_MS) {
                gaps++;
            }
        }
        dryMs = 0;
        stopped = false;
        speechBefore = inUtterance;
    }

    /** The agent was cut: the silence that follows is meant. */
    void stopped() {
        stopped = true;
    }

    /** Holes of more than {@value #NOTICEABLE_MS} ms. */
    int gaps() {
        return gaps;
    }

    /** Pieces that came after the queue had run dry inside an utterance, whether noticeable or not. */
    int late() {
        return late;
    }

    long longestMs() {
        return longestMs;
    }
}
