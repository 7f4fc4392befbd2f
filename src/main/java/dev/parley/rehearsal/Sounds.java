package dev.parley.rehearsal;

import dev.parley.media.AudioFormat;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Sounds that are made here: something like a voice, and something that is none. PCM of the line's format. */
final class Sounds {
    private static final AudioFormat FORMAT = RehearsalLine.FORMAT;
    /** A voice of medium height, with all its overtones. */
    private static final int PITCH_HZ = 140;

    private static final int VOICE_LEVEL = 4_000;
    private static final int NOISE_LEVEL = 6_000;
    /** Softer samples at either end are no part of what is said: -48 dBFS. */
    private static final int QUIET = 130;
    /** Noise sounds alike in every run, so that a test that passes passes again. */
    private static final long SEED = 20_261_121;

    private Sounds() {}

    /** What our own detector takes for a voice. */
    static byte[] voice(long ms) {
        var pcm = new byte[FORMAT.bytesIn(ms)];
        int period = FORMAT.sampleRateHz() / PITCH_HZ;
        for (int i = 0; i < pcm.length / 2; i++) {
            put(pcm, i, VOICE_LEVEL - 2 * VOICE_LEVEL * (i % period) / period);
        }
        return pcm;
    }

    /** Loud, without pitch. */
    static byte[] noise(long ms) {
        var pcm = new byte[FORMAT.bytesIn(ms)];
        var random = new SplittableRandom(SEED);
        for (int i = 0; i < pcm.length / 2; i++) {
            put(pcm, i, random.nextInt(-NOISE_LEVEL, NOISE_LEVEL));
        }
        return pcm;
    }

    /** Without the silence before and behind it. */
    static byte[] trimmed(byte[] pcm) {
        int from = 0;
        int until = pcm.length / 2;
        while (from < until && Math.abs(sample(pcm, from)) < QUIET) {
            from++;
        }
        while (until > from && Math.abs(sample(pcm, until - 1)) < QUIET) {
            until--;
        }
        return Arrays.copyOfRange(pcm, 2 * from, 2 * until);
    }

    private static int sample(byte[] pcm, int at) {
        return (short) (pcm[2 * at] & 0xff | pcm[2 * at + 1] << 8);
    }

    private static void put(byte[] pcm, int at, int value) {
        pcm[2 * at] = (byte) value;
        pcm[2 * at + 1] = (byte) (value >> 8);
    }
}
