package dev.parley.media;

/**
 * Turns a stream of 16 kHz into 24 kHz or back, piece by piece as it comes. A windowed-sinc filter of 192 taps at their
 * common 48 kHz, of which each sample needs only its phase: flat to 0.1 dB up to 6.2 kHz, more than 60 dB down from 7.6 kHz
 * on, so that neither what a model says above 8 kHz folds back nor images of a caller's voice appear. Delays by 2 ms
 * (95.5 samples of 48 kHz). Too loud a sound is clipped. Equal rates pass unchanged. Not thread-safe.
 */
public final class Resampler {
    private static final int COMMON_HZ = 48_000;
    private static final int TAPS = 192;
    private static final double CUT_OFF_HZ = 7_000;
    /** Kaiser window of 70 dB. */
    private static final double KAISER_BETA = 6.76;
    /** Coefficients are whole numbers of this unit: no sum of 96 products of them and 16-bit samples leaves 32 bits. */
    private static final int UNIT_BITS = 14;
    /** New samples at a time: the window stays small however much audio comes together. */
    private static final int STEP = 480;

    private final int up;
    private final int down;
    private final int[][] phases;
    /** The last samples heard, as many as a phase has taps, and behind them new ones. */
    private final int[] window;
    /** Where the next sample lies, in 48 kHz samples behind the first new one. */
    private int next;

    public Resampler(AudioFormat from, AudioFormat to) {
        if (COMMON_HZ % from.sampleRateHz() != 0 || COMMON_HZ % to.sampleRateHz() != 0) {
            throw new IllegalArgumentException("rates must divide 48 kHz: " + from + ", " + to);
        }
        this.up = COMMON_HZ / from.sampleRateHz();
        this.down = COMMON_HZ / to.sampleRateHz();
        this.phases = up == down ? new int[0][] : phases(up);
        this.window = new int[up == down ? 0 : TAPS / up + STEP];
    }

    /** What follows from these {@code length} bytes, an even number, of 16-bit little-endian audio; a new array. */
    public byte[] resample(byte[] pcm, int offset, int length) {
        var out = up == down ? new byte[length] : new byte[2 * outputOf(length / 2)];
        if (up == down) {
            System.arraycopy(pcm, offset, out, 0, length);
        } else {
            int at = 0;
            for (int done = 0; done < length; done += 2 * STEP) {
                at = filter(pcm, offset + done, Math.min(STEP, (length - done) / 2), out, at);
            }
        }
        return out;
    }

    private int outputOf(int samples) {
        return Math.max(0, Math.ceilDiv(samples * up - next, down));
    }

    /** Writes what follows from these samples to that place on; returns the place behind it. */
    private int filter(byte[] pcm, int offset, int samples, byte[] out, int from) {
        int taps = TAPS / up;
        for (int i = 0; i < samples; i++) {
            window[taps + i] = (short) (pcm[offset + 2 * i] & 0xff | pcm[offset + 2 * i + 1] << 8);
        }
        int end = from + 2 * outputOf(samples);
        for (int at = from; at < end; at += 2) {
            int sample = sum(phases[next % up], window, next / up + 1);
            out[at] = (byte) sample;
            out[at + 1] = (byte) (sample >> 8);
            next += down;
        }
        next -= samples * up;
        System.arraycopy(window, samples, window, 0, taps);
        return end;
    }

    private static int sum(int[] phase, int[] heard, int from) {
        int sum = 1 << UNIT_BITS - 1;
        for (int i = 0; i < phase.length; i++) {
            sum += phase[i] * heard[from + i];
        }
        return Math.clamp(sum >> UNIT_BITS, Short.MIN_VALUE, Short.MAX_VALUE);
    }

    /** The filter's coefficients for each place between two samples, the one for the oldest sample first. */
    private static int[][] phases(int up) {
        int taps = TAPS / up;
        var phases = new int[up][taps];
        for (int phase = 0; phase < up; phase++) {
            for (int i = 0; i < taps; i++) {
                double value = up * coefficient(phase + (taps - 1 - i) * up);
                phases[phase][i] = (int) Math.round(value * (1 << UNIT_BITS));
            }
        }
        return phases;
    }

    private static double coefficient(int tap) {
        double middle = (TAPS - 1) / 2.0;
        double x = 2 * CUT_OFF_HZ / COMMON_HZ * (tap - middle);
        double sinc = Math.sin(Math.PI * x) / (Math.PI * x);
        double edge = (tap - middle) / middle;
        return 2
                * CUT_OFF_HZ
                / COMMON_HZ
                * sinc
                * bessel(KAISER_BETA * Math.sqrt(1 - edge * edge))
                / bessel(KAISER_BETA);
    }

    /** Modified Bessel function of the first kind, order zero, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; term > sum * 1e-12; k++) {
            term *= x * x / (4.0 * k * k);
            sum += term;
        }
        return sum;
    }
}
