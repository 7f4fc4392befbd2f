package dev.parley.emulator.acs.media;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the service has yet to play to the caller: pieces of any size in, frames of 20 ms out. Not thread-safe: the call's
 * monitor guards it.
 */
public final class PlayOut {
    /** Five minutes of audio; more is refused, so that a server that never stops sending cannot fill the heap. */
    private static final int LONGEST_MS = 300_000;

    private final int frameSamples;
    private final long mostSamples;
    private final Deque<short[]> pieces = new ArrayDeque<>();
    private int headOffset;
    private long queuedSamples;
    private long spurt;
    private boolean playing;
    private long quietSinceMs;

    /** @param sampleRateHz rate of the samples, 16000 or 24000 */
    public PlayOut(int sampleRateHz) {
        this.frameSamples = sampleRateHz / 50;
        this.mostSamples = (long) sampleRateHz * LONGEST_MS / 1000;
    }

    /** Queues a piece, which belongs to the queue from now on; false if the queue is full and the piece was dropped. */
    public boolean queue(short[] pcm) {
        if (queuedSamples + pcm.length > mostSamples) {
            return false;
        }
        if (pcm.length > 0) {
            pieces.addLast(pcm);
            queuedSamples += pcm.length;
            if (!playing) {
                playing = true;
                spurt++;
            }
        }
        return true;
    }

    /** Drops everything queued, at once; returns how many samples were dropped. */
    public long stop(long nowMs) {
        long dropped = queuedSamples;
        pieces.clear();
        headOffset = 0;
        queuedSamples = 0;
        wentQuiet(nowMs);
        return dropped;
    }

    /**
     * The next 20 ms, or null when there is nothing to play. A last piece that does not fill the frame is followed by zeros,
     * as silence is on the line.
     */
    public short[] next(long nowMs) {
        if (queuedSamples == 0) {
            wentQuiet(nowMs);
            return null;
        }
        short[] frame = new short[frameSamples];
        int filled = 0;
        while (filled < frameSamples && !pieces.isEmpty()) {
            short[] head = pieces.getFirst();
            int take = Math.min(frameSamples - filled, head.length - headOffset);
            System.arraycopy(head, headOffset, frame, filled, take);
            filled += take;
            headOffset += take;
            if (headOffset == head.length) {
                pieces.removeFirst();
                headOffset = 0;
            }
        }
        queuedSamples -= filled;
        return frame;
    }

    private void wentQuiet(long nowMs) {
        if (playing) {
            playing = false;
            quietSinceMs = nowMs;
        }
    }

    /** Whether a frame was played or queued since the queue last ran empty. */
    public boolean playing() {
        return playing;
    }

    /** Milliseconds since the queue ran empty; 0 while it plays. */
    public long quietMs(long nowMs) {
        return playing ? 0 : nowMs - quietSinceMs;
    }

    /** Number of the stretch of audio that plays or played last; grows each time audio comes to an empty queue. */
    public long spurt() {
        return spurt;
    }

    /** Milliseconds of audio queued. */
    public long queuedMs() {
        return queuedSamples * 20 / frameSamples;
    }
}
