package dev.parley.emulator.acs.media;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/**
 * The way from the play-out queue to the caller's ear: a delay in steps of 20 ms. Jitter is what a jitter buffer makes of it:
 * the delay changes between stretches of speech, never inside one. Not thread-safe.
 */
public final class Downlink {
    /** After so many silent frames (200 ms) the buffer may choose another delay. */
    private static final int SETTLED_FRAMES = 10;

    private static final Frame SILENCE = new Frame(null, 0);

    private final int delayFrames;
    private final int jitterFrames;
    private final Random dice;
    private final Deque<Frame> line = new ArrayDeque<>();
    private int silentInARow = SETTLED_FRAMES;

    /** 20 ms on their way; {@code pcm} is null for silence. */
    public record Frame(short[] pcm, long spurt) {}

    /**
     * @param delayMs delay, rounded to 20 ms
     * @param jitterMs up to so much more, chosen anew for each stretch of speech
     */
    public Downlink(int delayMs, int jitterMs, long seed) {
        this.delayFrames = (delayMs + 10) / 20;
        this.jitterFrames = (jitterMs + 10) / 20;
        this.dice = new Random(seed);
        for (int i = 0; i < delayFrames; i++) {
            line.addLast(SILENCE);
        }
    }

    /** Takes the frame that leaves the queue now and gives the one that reaches the ear now. */
    public Frame pass(short[] pcm, long spurt) {
        if (pcm == null) {
            silentInARow++;
            line.addLast(SILENCE);
        } else {
            if (silentInARow >= SETTLED_FRAMES && jitterFrames > 0) {
                settle(delayFrames + dice.nextInt(jitterFrames + 1));
            }
            silentInARow = 0;
            line.addLast(new Frame(pcm, spurt));
        }
        return line.removeFirst();
    }

    /** Brings the line to a length by silence put in or taken out at its near end, which is silent. */
    private void settle(int frames) {
        while (line.size() < frames) {
            line.addLast(SILENCE);
        }
        while (line.size() > frames && line.getLast().pcm() == null) {
            line.removeLast();
        }
    }

    /** What is still under way when the call ends, in order; the goodbye takes the same way, so it is heard. */
    public Deque<Frame> rest() {
        return line;
    }
}
