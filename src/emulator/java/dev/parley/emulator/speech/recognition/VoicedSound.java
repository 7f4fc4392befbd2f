package dev.parley.emulator.speech.recognition;

/**
 * How long a voice sounds in a stream: frames of 40 ms that repeat at a pitch, as vowels do and noise does not. One stream,
 * one thread.
 */
public final class VoicedSound {
    /** What is understood of a voice that speaks no tone speech. */
    public static final String PLACEHOLDER = "(speech that is not tone speech)";

    private static final int RATE_HZ = 4_000;
    private static final int FRAME = RATE_HZ / 25;
    private static final int LOWEST_PITCH_HZ = 70;
    private static final int HIGHEST_PITCH_HZ = 400;
    /** Frames that resemble themselves so much one period later are voiced. */
    private static final double RESEMBLANCE = 0.5;

    private static final double QUIET_POWER = 100 * 100;

    private final int inputPerSample;
    private final double[] frame = new double[FRAME + RATE_HZ / LOWEST_PITCH_HZ];
    private double sum;
    private int summed;
    private int filled;
    private int voicedFrames;

    public VoicedSound(int inputRateHz) {
        inputPerSample = Math.max(1, inputRateHz / RATE_HZ);
    }

    public void hear(short[] pcm, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            sum += pcm[i];
            if (++summed == inputPerSample) {
                frame[filled++] = sum / inputPerSample;
                sum = 0;
                summed = 0;
                if (filled == frame.length) {
                    voicedFrames += voiced() ? 1 : 0;
                    System.arraycopy(frame, FRAME, frame, 0, frame.length - FRAME);
                    filled = frame.length - FRAME;
                }
            }
        }
    }

    /** Milliseconds of voice since the last {@link #reset}. */
    public int voicedMs() {
        return voicedFrames * 1000 * FRAME / RATE_HZ;
    }

    public void reset() {
        voicedFrames = 0;
    }

    private boolean voiced() {
        if (correlation(0) < QUIET_POWER * FRAME) {
            return false;
        }
        for (int lag = RATE_HZ / HIGHEST_PITCH_HZ; lag <= RATE_HZ / LOWEST_PITCH_HZ; lag++) {
            if (correlation(lag) > RESEMBLANCE * Math.sqrt(correlation(0) * power(lag))) {
                return true;
            }
        }
        return false;
    }

    private double correlation(int lag) {
        double total = 0;
        for (int i = 0; i < FRAME; i++) {
            total += frame[i] * frame[i + lag];
        }
        return total;
    }

    private double power(int from) {
        double total = 0;
        for (int i = from; i < from + FRAME; i++) {
            total += frame[i] * frame[i];
        }
        return total;
    }
}
