package dev.parley.emulator.acs.caller;

/** Audio at another rate, by linear interpolation: enough for tone speech, which stays below 3.4 kHz. */
final class Resampled {
    private Resampled() {}

    /** The same sound at {@code toHz}; the very array where the rates agree. */
    static short[] of(short[] pcm, int fromHz, int toHz) {
        if (fromHz == toHz || pcm.length == 0) {
            return pcm;
        }
        short[] out = new short[(int) ((long) pcm.length * toHz / fromHz)];
        for (int i = 0; i < out.length; i++) {
            long position = (long) i * fromHz;
            int left = (int) (position / toHz);
            int right = Math.min(left + 1, pcm.length - 1);
            long part = position % toHz;
            out[i] = (short) (pcm[left] + (pcm[right] - pcm[left]) * part / toHz);
        }
        return out;
    }
}
