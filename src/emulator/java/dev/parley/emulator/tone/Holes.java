package dev.parley.emulator.tone;

/**
 * Takes silence out again that late audio left in the middle of a sound: a listener understands a word that halts, and so
 * does a decoder that hears its symbols follow each other. Samples pass one by one; those of a silence that may be a hole
 * wait until it is known. One stream, one thread.
 */
final class Holes {
    /** 1 ms: a tone falls below the quiet for 0.1 ms at most. */
    private static final int SHORTEST_PER_SECOND = 1_000;
    /** As long as a pause between words: after it nobody takes what follows for the rest of the word. */
    private static final int LONGEST_SECONDS = 1;
    /** 15 dB below the carrier: what filters leave of an edge. */
    private static final double QUIET_SHARE = 1.0 / 6;

    private static final int LOWEST_QUIET = 20;

    private final Listener listener;
    private final short[] edge;
    private final int longest;
    private int quiet = LOWEST_QUIET;
    private int waiting;
    private boolean pause = true;

    /** Who hears what is left. */
    interface Listener {
        void sample(short sample);

        /** Sound begins after a pause. */
        void soundBegan();

        /** Whether silence would interrupt something just now. */
        boolean interruptible();

        /** So many samples of silence were left out before the next one. */
        void bridged(int samples);
    }

    Holes(int rateHz, Listener listener) {
        this.listener = listener;
        edge = new short[rateHz / SHORTEST_PER_SECOND];
        longest = rateHz * LONGEST_SECONDS;
    }

    /** @param power mean power of the tones that sound */
    void carrier(double power) {
        quiet = Math.max(LOWEST_QUIET, (int) (Math.sqrt(2 * power) * QUIET_SHARE));
    }

    void take(short sample) {
        if (Math.abs(sample) > quiet) {
            soundGoesOn();
            listener.sample(sample);
        } else if (pause) {
            listener.sample(sample);
        } else {
            wait(sample);
        }
    }

    private void soundGoesOn() {
        if (pause) {
            pause = false;
            listener.soundBegan();
        } else if (waiting >= edge.length) {
            listener.bridged(waiting);
            waiting = 0;
        } else {
            passOn();
        }
    }

    private void wait(short sample) {
        if (waiting < edge.length) {
            edge[waiting] = sample;
        }
        waiting++;
        if (waiting == edge.length && !listener.interruptible() || waiting > longest) {
            pause = true;
            passOn();
        }
    }

    private void passOn() {
        for (int i = 0; i < waiting; i++) {
            listener.sample(i < edge.length ? edge[i] : 0);
        }
        waiting = 0;
    }
}
