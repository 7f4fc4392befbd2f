package dev.parley.emulator.acs.caller;

/**
 * Holes in the agent's speech at the ear: silence inside an utterance, because the play-out queue ran dry. A stop makes no
 * hole. Not thread-safe.
 */
final class Underruns {
    /** A hole that a listener notices. */
    static final int NOTICEABLE_MS = 40;

    /** After so long it was no hole but a cut, and what comes is another utterance. */
    private static final int LONGEST_HOLE_MS = 1000;

    private int gaps;
    private int late;
    private long longestMs;
    private long dryMs;
    private boolean speechBefore;
    private long spurtBefore;
    private long stoppedSpurt = -1;

    /**
     * 20 ms reach the ear.
     *
     * @param played whether they come from the play-out queue, be they loud or not
     * @param spurt number of the stretch of audio they belong to
     * @param unfinished whether the ear waits for the end of an utterance, after it heard these 20 ms
     */
    void atEar(boolean played, long spurt, boolean unfinished) {
        if (!played) {
            dryMs += 20;
            speechBefore &= unfinished;
            return;
        }
        if (dryMs > 0 && dryMs <= LONGEST_HOLE_MS && speechBefore && spurtBefore != stoppedSpurt) {
            late++;
            longestMs = Math.max(longestMs, dryMs);
            if (dryMs > NOTICEABLE_MS) {
                gaps++;
            }
        }
        dryMs = 0;
        spurtBefore = spurt;
        speechBefore = unfinished;
    }

    /** A stretch of audio was cut on purpose: the silence after it is meant. */
    void stopped(long spurt) {
        stoppedSpurt = spurt;
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
