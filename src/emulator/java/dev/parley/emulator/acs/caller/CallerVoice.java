package dev.parley.emulator.acs.caller;

import dev.parley.emulator.bench.CannedSpeech;
import dev.parley.emulator.tone.ToneEncoder;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;

/**
 * Makes the caller's sounds: tone speech with the pauses that people make, and noise. The same seed makes the same sounds in
 * the same order of asking.
 *
 * @param callerRateHz rate of the caller's phone, at which speech is made
 * @param streamRateHz rate of the media stream, to which it is resampled
 * @param canned speech of bench mode, which knows no pauses
 */
record CallerVoice(int callerRateHz, int streamRateHz, long seed, Optional<CannedSpeech> canned) {
    /** One in five places between words is a pause. */
    private static final double PAUSE_SHARE = 0.2;

    private static final int SHORTEST_PAUSE_MS = 300;
    private static final int LONGEST_PAUSE_MS = 900;
    /** -20 dBFS, a slammed door. */
    private static final int NOISE_PEAK = 3200;

    short[] speech(String text, boolean pauses) {
        if (canned.isPresent()) {
            return canned.get().speak(text, streamRateHz).pcm();
        }
        Random dice = new Random(seed ^ text.hashCode());
        int last = text.trim().split("\\s+").length - 1;
        IntUnaryOperator pauseMsAfterWord = word -> word < last && dice.nextDouble() < PAUSE_SHARE
                ? dice.nextInt(SHORTEST_PAUSE_MS, LONGEST_PAUSE_MS + 1)
                : 0;
        short[] pcm = pauses
                ? ToneEncoder.encode(text, callerRateHz, pauseMsAfterWord).pcm()
                : ToneEncoder.encode(text, callerRateHz).pcm();
        return Resampled.of(pcm, callerRateHz, streamRateHz);
    }

    short[] noise(int ms) {
        Random dice = new Random(seed + ms);
        short[] pcm = new short[streamRateHz / 1000 * ms];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) dice.nextInt(-NOISE_PEAK, NOISE_PEAK + 1);
        }
        return pcm;
    }
}
