package dev.parley.media;

/**
 * The rate of a PCM stream, 16-bit little-endian mono.
 *
 * @param sampleRateHz samples a second, 8 000 to 48 000
 */
public record AudioFormat(int sampleRateHz) {
    /** What ACS calls {@code pcm16KMono}. */
    public static final AudioFormat PCM_16K = new AudioFormat(16_000);
    /** What ACS calls {@code pcm24KMono}. */
    public static final AudioFormat PCM_24K = new AudioFormat(24_000);

    /** Length of one ACS frame: every stream ticks by it. */
    public static final int FRAME_MS = 20;

    private static final int BYTES_PER_SAMPLE = 2;

    public AudioFormat {
        if (sampleRateHz < 8_000 || sampleRateHz > 48_000) {
            throw new IllegalArgumentException("sample rate out of 8000..48000 Hz: " + sampleRateHz);
        }
    }

    /** Bytes of one 20 ms frame: 640 at 16 kHz, 960 at 24 kHz. */
    public int frameBytes() {
        return bytesIn(FRAME_MS);
    }

    /** Bytes of {@code ms} milliseconds, an even number. */
    public int bytesIn(long ms) {
        return Math.toIntExact(sampleRateHz * ms / 1000) * BYTES_PER_SAMPLE;
    }

    /** Samples in {@code bytes} bytes. */
    public long samplesIn(long bytes) {
        return bytes / BYTES_PER_SAMPLE;
    }

    /** Milliseconds that {@code bytes} bytes last, rounded down. */
    public long msOf(long bytes) {
        return bytes / BYTES_PER_SAMPLE * 1000 / sampleRateHz;
    }

    /** Nanoseconds that {@code samples} samples last. */
    public long nanosOf(long samples) {
        return samples * 1_000_000_000L / sampleRateHz;
    }
}
