package dev.parley.media;

/**
 * How much audio is missing in a stream of time-stamped frames. Offsets in a recognition are real time only if lost time is
 * fed as silence; a far end that merely stamps oddly, or speaks faster than real time, must not make us feed silence it never
 * was. So time counts as missing when the far end's stamps and our own clock agree on it. Not thread-safe.
 */
public final class Timeline {
    /** Stamps are times of receipt somewhere far: what arrives within three frames is jitter. */
    private static final long JITTER_MS = 3L * AudioFormat.FRAME_MS;
    /** 5 s: longer than a reconnect takes; a longer hole is an outage, of which the recogniser need not hear every second. */
    private static final long LONGEST_FILL_MS = 5_000;

    /** 30 s: no socket lives through a stall that long, so stamps that are further off are of a clock that was set. */
    private static final long CLOCK_SET_MS = 30_000;

    private final AudioFormat format;
    private long fedSamples;
    private long stampedFromMs = Long.MIN_VALUE;
    private long receivedFromNanos;
    private long fedBeforeSamples;

    public Timeline(AudioFormat format) {
        this.format = format;
    }

    /**
     * Bytes of silence to be fed before a frame: whole frames, mostly none.
     *
     * @param stampMs the frame's time stamp in any epoch; 0 or less when it has none
     * @param nowNanos {@link System#nanoTime} of its arrival
     */
    public int missingBytes(long stampMs, long nowNanos) {
        if (stampMs <= 0) {
            return 0;
        }
        if (stampedFromMs == Long.MIN_VALUE) {
            anchor(stampMs, nowNanos);
            return 0;
        }
        var fedMs = (fedSamples - fedBeforeSamples) * 1000 / format.sampleRateHz();
        var stampedMs = stampMs - stampedFromMs - fedMs;
        var receivedMs = (nowNanos - receivedFromNanos) / 1_000_000 - fedMs;
        if (Math.abs(stampedMs - receivedMs) > CLOCK_SET_MS) {
            anchor(stampMs, nowNanos);
            return 0;
        }
        var missingMs = Math.min(stampedMs, receivedMs);
        if (missingMs <= JITTER_MS) {
            return 0;
        }
        if (missingMs > LONGEST_FILL_MS) {
            anchor(stampMs, nowNanos);
            fedBeforeSamples += format.samplesIn(format.bytesIn(LONGEST_FILL_MS));
            return format.bytesIn(LONGEST_FILL_MS);
        }
        return format.bytesIn(missingMs - missingMs % AudioFormat.FRAME_MS);
    }

    /** Audio was fed, silence included. */
    public void fed(int bytes) {
        fedSamples += format.samplesIn(bytes);
    }

    /** Milliseconds fed since the stream began. */
    public long positionMs() {
        return fedSamples * 1000 / format.sampleRateHz();
    }

    private void anchor(long stampMs, long nowNanos) {
        stampedFromMs = stampMs;
        receivedFromNanos = nowNanos;
        fedBeforeSamples = fedSamples;
    }
}
