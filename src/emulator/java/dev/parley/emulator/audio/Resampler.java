package dev.parley.emulator.audio;

/** Changes the sample rate of a whole signal by a windowed sinc, good enough for the ear. Pure functions. */
public final class Resampler {
    /** Zero crossings of the kernel to each side. */
    private static final int CROSSINGS = 8;

    private static final int STEPS = 256;
    private static final float[] KERNEL = kernel();

    private Resampler() {}

    /** The signal at another rate; a copy, also where the rates are the same. */
    public static short[] resampled(short[] pcm, int fromHz, int toHz) {
        if (fromHz == toHz) {
            return pcm.clone();
        }
        var out = new short[(int) ((long) pcm.length * toHz / fromHz)];
        double scale = Math.min(1, (double) toHz / fromHz);
        double reach = CROSSINGS / scale;
        for (int i = 0; i < out.length; i++) {
            double at = (double) i * fromHz / toHz;
            int from = Math.max(0, (int) Math.ceil(at - reach));
            int to = Math.min(pcm.length - 1, (int) Math.floor(at + reach));
            double sum = 0;
            for (int k = from; k <= to; k++) {
                sum += pcm[k] * KERNEL[(int) (Math.abs(at - k) * scale * STEPS)];
            }
            out[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum * scale)));
        }
        return out;
    }

    private static float[] kernel() {
        var kernel = new float[CROSSINGS * STEPS + 1];
        for (int i = 0; i < kernel.length; i++) {
            double x = (double) i / STEPS;
            double sinc = i == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            kernel[i] = (float) (sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / CROSSINGS)));
        }
        return kernel;
    }
}
