package dev.parley.emulator.realtime.webrtc;

import java.util.Arrays;

/** From 48 to 24 kHz, frame by frame, without a seam: a windowed sinc of 31 taps, then every second sample. One stream. */
final class Halving {
    private static final int TAPS = 31;
    private static final float[] KERNEL = kernel();

    private short[] past = new short[TAPS - 1];

    /** Half as many samples; {@code pcm} has an even number. */
    short[] halved(short[] pcm) {
        short[] all = Arrays.copyOf(past, past.length + pcm.length);
        System.arraycopy(pcm, 0, all, past.length, pcm.length);
        var out = new short[pcm.length / 2];
        for (int i = 0; i < out.length; i++) {
            float sum = 0;
            for (int k = 0; k < TAPS; k++) {
                sum += KERNEL[k] * all[2 * i + k];
            }
            out[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
        }
        past = Arrays.copyOfRange(all, all.length - past.length, all.length);
        return out;
    }

    /** Half of the band, by Hann; the sum is one. */
    private static float[] kernel() {
        var kernel = new float[TAPS];
        int middle = TAPS / 2;
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double x = (i - middle) / 2.0;
            double sinc = i == middle ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            kernel[i] = (float) (sinc * (0.5 + 0.5 * Math.cos(2 * Math.PI * (i - middle) / (TAPS + 1))));
            sum += kernel[i];
        }
        for (int i = 0; i < TAPS; i++) {
            kernel[i] /= (float) sum;
        }
        return kernel;
    }
}
