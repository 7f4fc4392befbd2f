package dev.parley.line;

import dev.parley.conversation.LiveConversation;
import dev.parley.media.AudioFormat;

/**
 * What a talker says as one stream in real time. A client that is silent may send nothing: the gap is heard as silence, for
 * without it nobody finds the end of what was said. Thread-safe.
 */
final class TalkerAudio {
    private static final AudioFormat FORMAT = AudioFormat.PCM_24K;
    /** Longer than the jitter of a network, shorter than a pause that ends a turn. */
    private static final long GAP_NANOS = 300_000_000;
    /** Enough for every way to find the end of a turn. */
    private static final int SPOKEN_MS = 1_200;
    /** A client may send a recording at once, but not for ever. */
    private static final long MOST_AHEAD_NANOS = 60_000_000_000L;

    private static final int SLICE = FORMAT.bytesIn(100);

    private final LiveConversation conversation;
    private final byte[] silence = new byte[SLICE];
    private long heardUntil = Long.MIN_VALUE;

    TalkerAudio(LiveConversation conversation) {
        this.conversation = conversation;
    }

    /** False: it is too far ahead of real time, and dropped. */
    synchronized boolean hear(byte[] pcm, long nowNanos) {
        if (heardUntil == Long.MIN_VALUE || heardUntil < nowNanos) {
            heardUntil = nowNanos;
        }
        if (heardUntil - nowNanos > MOST_AHEAD_NANOS) {
            return false;
        }
        for (int at = 0; at < pcm.length; at += SLICE) {
            conversation.hear(pcm, at, Math.min(SLICE, pcm.length - at));
        }
        heardUntil += FORMAT.nanosOf(FORMAT.samplesIn(pcm.length));
        return true;
    }

    synchronized void spoken(long nowNanos) {
        if (heardUntil != Long.MIN_VALUE) {
            hear(new byte[FORMAT.bytesIn(SPOKEN_MS)], nowNanos);
        }
    }

    /** Called every 20 ms: fills gaps. */
    synchronized void tick(long nowNanos) {
        if (heardUntil != Long.MIN_VALUE && nowNanos - heardUntil > GAP_NANOS) {
            conversation.hear(silence, 0, silence.length);
            heardUntil += FORMAT.nanosOf(FORMAT.samplesIn(silence.length));
        }
    }
}
