package dev.parley.emulator.acs.caller;

/** How loud a frame is, as far as a caller cares. */
final class Loudness {
    /** -50 dBFS: below it a phone line is silent. */
    private static final int AUDIBLE = 100;

    private Loudness() {}

    /** Whether a frame has content. */
    static boolean audible(short[] pcm) {
        for (short sample : pcm) {
            if (sample > AUDIBLE || sample < -AUDIBLE) {
                return true;
            }
        }
        return false;
    }
}
