package dev.parley.cascade;

import dev.parley.media.AudioFormat;

/**
 * The last ten seconds of what the caller said, in a ring; positions count bytes since the call's first audio. One thread
 * at a time.
 */
final class RecentAudio {
    /** 10 s: longer than nearly every utterance; at 24 kHz about 500 KB a call. */
    static final int KEPT_MS = 10_000;
    /** 1 s more, which is overwritten while somebody reads from the oldest on. */
    private static final int SPARE_MS = 1_000;

    private final byte[] ring;
    private final int kept;
    private long written;

    RecentAudio(AudioFormat format) {
        ring = new byte[format.bytesIn(KEPT_MS + SPARE_MS)];
        kept = format.bytesIn(KEPT_MS);
    }

    void add(byte[] pcm, int offset, int length) {
        for (int done = 0; done < length; ) {
            int at = (int) (written % ring.length);
            int count = Math.min(length - done, ring.length - at);
            System.arraycopy(pcm, offset + done, ring, at, count);
            done += count;
            written += count;
        }
    }

    /** Position behind the last byte. */
    long end() {
        return written;
    }

    /** Position of the oldest byte there is, which is soon overwritten. */
    long oldest() {
        return Math.max(0, written - ring.length);
    }

    /** Position from which on reading may begin. */
    long start() {
        return Math.max(0, written - kept);
    }

    /** A copy from {@code position}, which lies between oldest and end, of at most so many bytes. */
    byte[] from(long position, int most) {
        var copy = new byte[(int) Math.min(most, written - position)];
        for (int done = 0; done < copy.length; ) {
            int at = (int) ((position + done) % ring.length);
            int count = Math.min(copy.length - done, ring.length - at);
            System.arraycopy(ring, at, copy, done, count);
            done += count;
        }
        return copy;
    }
}
