package dev.parley.media;

/**
 * How much audio may leave now, so that the far end never runs dry and never holds more than a small lead: what it holds is
 * what a cut must still silence. The first 20 ms leave at once; then messages of 20 to 100 ms, as the lead allows, because
 * each message costs the same however long its audio. Not thread-safe; its owner gives it the time.
 */
public final class Pacing {
    private static final int LONGEST_MESSAGE_MS = 100;
    private static final long NANOS_PER_MS = 1_000_000;

    private final AudioFormat format;
    private final long leadNanos;
    private final int messageMs;
    private long playedUntilNanos;
    private boolean begun;

    /** @param leadMs most audio that may be ahead of play-out, 40 to 400 ms */
    public Pacing(AudioFormat format, long leadMs) {
        if (leadMs < 2 * AudioFormat.FRAME_MS || leadMs > 400) {
            throw new IllegalArgumentException("lead out of 40..400 ms: " + leadMs);
        }
        this.format = format;
        this.leadNanos = leadMs * NANOS_PER_MS;
        var share = leadMs * 2 / 5 / AudioFormat.FRAME_MS * AudioFormat.FRAME_MS;
        this.messageMs = Math.clamp(share, AudioFormat.FRAME_MS, LONGEST_MESSAGE_MS);
    }

    /**
     * Bytes that the next message may carry; 0: nothing may leave yet.
     *
     * @param queuedBytes what is there to send
     * @param complete whether what is queued ends a piece, so that waiting for more would be in vain
     */
    public int due(long nowNanos, int queuedBytes, boolean complete) {
        var aheadNanos = aheadNanos(nowNanos);
        if (aheadNanos == 0) {
            return wholeFrames(queuedBytes, AudioFormat.FRAME_MS, complete);
        }
        if (queuedBytes >= format.bytesIn(messageMs)) {
            return aheadNanos + messageMs * NANOS_PER_MS <= leadNanos ? format.bytesIn(messageMs) : 0;
        }
        // Less than a message: wait for more of it as long as the far end has two frames left to play.
        return aheadNanos <= 2 * AudioFormat.FRAME_MS * NANOS_PER_MS
                ? wholeFrames(queuedBytes, messageMs, complete)
                : 0;
    }

    /** {@code bytes} were handed to the socket. */
    public void sent(long nowNanos, int bytes) {
        playedUntilNanos = nowNanos + aheadNanos(nowNanos) + format.nanosOf(format.samplesIn(bytes));
        begun = true;
    }

    /** The far end dropped what it held. */
    public void stopped() {
        begun = false;
    }

    /** How far what was sent reaches beyond what the far end has played; 0 when it has run dry. */
    public long aheadNanos(long nowNanos) {
        return begun ? Math.max(0, playedUntilNanos - nowNanos) : 0;
    }

    /** How long the far end has had nothing to play; 0 while it plays, and before the first audio. */
    public long dryNanos(long nowNanos) {
        return begun ? Math.max(0, nowNanos - playedUntilNanos) : 0;
    }

    private int wholeFrames(int queuedBytes, int mostMs, boolean complete) {
        var most = Math.min(queuedBytes, format.bytesIn(mostMs));
        var whole = most - most % format.frameBytes();
        return whole == 0 && complete ? most : whole;
    }
}
