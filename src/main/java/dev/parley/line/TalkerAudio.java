package dev.parley.line;

import dev.parley.conversation.LiveConversation;
import dev.parley.media.AudioFormat;
import java.time.Duration;

/**
 * What a talker says as one stream in real time. A client that is silent may send nothing: the gap is heard as silence, for
 * without it nobody finds the end of what was said. Thread-safe.
 */
final class TalkerAudio {
    private static final AudioFormat FORMAT = AudioFormat.PCM_24K;
    /** Longer than the jitter of a network, shorter than a pause that ends a turn. */
    private static final long GAP_NANOS = 300_000_000;
    /** As many ticks of 20 ms: where this machine stood still itself, what came meanwhile is yet to be read. */
    private static final int GAP_TICKS = 15;

    /** Beyond the quiet that ends a turn: whoever finds it looks at pieces of audio. */
    private static final Duration SURELY = Duration.ofMillis(600);

    /** A client may send a recording at once, but not for ever. */
    private static final long MOST_AHEAD_NANOS = 60_000_000_000L;

    private static final int SLICE = FORMAT.bytesIn(100);

    private final LiveConversation conversation;
    private final int quiet;
    private final byte[] silence = new byte[SLICE];
    private long heardUntil = Long.MIN_VALUE;
    private int ticksInGap;

    /** @param endOfSpeech quiet that ends a turn */
    TalkerAudio(LiveConversation conversation, Duration endOfSpeech) {
        this.conversation = conversation;
        this.quiet = FORMAT.bytesIn(endOfSpeech.plus(SURELY).toMillis());
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
        ticksInGap = 0;
        return true;
    }

    /** What was said is complete: quiet follows at once, as long as every way to find the end of a turn needs. */
    synchronized void spoken(long nowNanos) {
        if (heardUntil != Long.MIN_VALUE) {
            hear(new byte[quiet], nowNanos);
        }
    }

    /** Called every 20 ms: fills gaps. */
    synchronized void tick(long nowNanos) {
        if (heardUntil == Long.MIN_VALUE || nowNanos <= heardUntil) {
            return;
        }
        if (++ticksInGap >= GAP_TICKS && nowNanos - heardUntil > GAP_NANOS) {
            conversation.hear(silence, 0, silence.length);
            heardUntil += FORMAT.nanosOf(FORMAT.samplesIn(silence.length));
        }
    }
}
