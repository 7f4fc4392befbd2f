package dev.parley.emulator.tone;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which tone sounds: audio in hops of 2.5 ms, the powers of all tones over the last hops. Averages the input down to
 * 8-16 kHz first, and correlates only where there is energy. One stream, one thread.
 */
final class ToneSpectrum {
    static final int HOPS_PER_SECOND = 400;
    static final int HOPS_PER_SYMBOL = HOPS_PER_SECOND / ToneCode.SYMBOLS_PER_SECOND;
    /** The inside of a symbol, without a hop at either edge: 20 ms. */
    static final int INSIDE = HOPS_PER_SYMBOL - 2;
    /** No single tone stands out, but there is sound. */
    static final int NO_TONE = -1;

    static final int SILENCE = -2;

    private static final int LOWEST_RATE_HZ = 8_000;
    /** Below this mean power a hop is silent: 20 of 32768, some 63 dB below full scale. */
    private static final double SILENT_POWER = 20 * 20;
    /** A tone is heard when it holds this share of the energy; straddled or noisy symbols stay below. */
    private static final double SHARE_OF_TONE = 0.6;

    private static final int RING = 16;
    private static final Map<Integer, float[][]> WAVES = new ConcurrentHashMap<>();

    private final int inputPerSample;
    private final int rateHz;
    private final int period;
    private final float[][] waves;
    private final float[] hop;
    private final float[] real = new float[RING * ToneCode.TONES];
    private final float[] imaginary = new float[RING * ToneCode.TONES];
    private final double[] energy = new double[RING];
    private final int[] samples = new int[RING];

    private int sum;
    private int summed;
    private int inHop;
    private int phase;
    private long hops;
    private long hopEnd;
    private long position;

    ToneSpectrum(int inputRateHz) {
        inputPerSample = Math.max(1, inputRateHz / LOWEST_RATE_HZ);
        rateHz = inputRateHz / inputPerSample;
        period = rateHz / gcd(rateHz, ToneCode.RASTER_HZ);
        hop = new float[rateHz / HOPS_PER_SECOND + 1];
        waves = WAVES.computeIfAbsent(rateHz, rate -> waves(rate, period, hop.length));
        hopEnd = boundary(1);
    }

    /** Takes one sample; true when it completes a hop. */
    boolean take(short sample) {
        sum += sample;
        if (++summed < inputPerSample) {
            return false;
        }
        hop[inHop++] = (float) sum / inputPerSample;
        sum = 0;
        summed = 0;
        if (++position < hopEnd) {
            return false;
        }
        completeHop();
        return true;
    }

    /** Hops completed so far. */
    long hops() {
        return hops;
    }

    /** The input sample at which the given number of hops is complete. */
    long sampleAt(long hop) {
        return boundary(hop) * inputPerSample;
    }

    /** The tone that sounded throughout the last {@link #INSIDE} hops, or {@link #NO_TONE}, or {@link #SILENCE}. */
    int tone() {
        double total = energy(INSIDE);
        int count = samples(INSIDE);
        if (total < SILENT_POWER * count) {
            return SILENCE;
        }
        int best = NO_TONE;
        double most = SHARE_OF_TONE * total * count / 2;
        for (int tone = 0; tone < ToneCode.TONES; tone++) {
            double power = power(tone, INSIDE);
            if (power > most) {
                most = power;
                best = tone;
            }
        }
        return best;
    }

    /** Power of one tone over the last whole symbol; comparable between tones and moments. */
    double symbolPower(int tone) {
        return power(tone, HOPS_PER_SYMBOL);
    }

    /** Mean power of the last {@link #INSIDE} hops, whatever sounded. */
    double level() {
        return energy(INSIDE) / Math.max(1, samples(INSIDE));
    }

    private void completeHop() {
        int slot = (int) (hops % RING);
        double total = 0;
        for (int i = 0; i < inHop; i++) {
            total += (double) hop[i] * hop[i];
        }
        energy[slot] = total;
        samples[slot] = inHop;
        int row = slot * ToneCode.TONES;
        if (total < SILENT_POWER * inHop / 4) {
            Arrays.fill(real, row, row + ToneCode.TONES, 0);
            Arrays.fill(imaginary, row, row + ToneCode.TONES, 0);
        } else {
            for (int tone = 0; tone < ToneCode.TONES; tone++) {
                float[] cos = waves[2 * tone];
                float[] sin = waves[2 * tone + 1];
                float re = 0;
                float im = 0;
                for (int i = 0; i < inHop; i++) {
                    re += hop[i] * cos[phase + i];
                    im += hop[i] * sin[phase + i];
                }
                real[row + tone] = re;
                imaginary[row + tone] = im;
            }
        }
        phase = (phase + inHop) % period;
        inHop = 0;
        hops++;
        hopEnd = boundary(hops + 1);
    }

    private double power(int tone, int lastHops) {
        double re = 0;
        double im = 0;
        for (long each = Math.max(0, hops - lastHops); each < hops; each++) {
            int at = (int) (each % RING) * ToneCode.TONES + tone;
            re += real[at];
            im += imaginary[at];
        }
        return re * re + im * im;
    }

    private double energy(int lastHops) {
        double total = 0;
        for (long each = Math.max(0, hops - lastHops); each < hops; each++) {
            total += energy[(int) (each % RING)];
        }
        return total;
    }

    private int samples(int lastHops) {
        int total = 0;
        for (long each = Math.max(0, hops - lastHops); each < hops; each++) {
            total += samples[(int) (each % RING)];
        }
        return total;
    }

    private long boundary(long hop) {
        return hop * rateHz / HOPS_PER_SECOND;
    }

    private static float[][] waves(int rateHz, int period, int longestHop) {
        var waves = new float[ToneCode.TONES * 2][period + longestHop];
        for (int tone = 0; tone < ToneCode.TONES; tone++) {
            for (int i = 0; i < period + longestHop; i++) {
                double angle = 2 * Math.PI * ToneCode.frequencyHz(tone) * i / rateHz;
                waves[2 * tone][i] = (float) Math.cos(angle);
                waves[2 * tone + 1][i] = (float) Math.sin(angle);
            }
        }
        return waves;
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
