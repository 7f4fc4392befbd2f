package dev.parley.media;

import static dev.parley.media.Recordings.RATE_HZ;
import static dev.parley.media.Recordings.pcm;
import static dev.parley.media.Recordings.samples;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On {@link Recordings} and on generated noise. */
class VoiceActivityTest {
    private final List<Long> began = new ArrayList<>();
    private final List<Long> ended = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "woman-us,16000",
        "woman-us,24000",
        "man-us,16000",
        "faint,16000",
        "telephone,16000",
        "telephone,24000",
        "in-noise,16000"
    })
    void speechIsHeardWithinASyllable(String recording, int rate) {
        hear(samples(recording), rate);

        assertThat(began.getFirst()).isBetween(500L, 800L);
    }

    @Test
    void theEndOfSpeechIsToldWithItsTime() {
        hear(samples("man-us"), 16_000);

        assertThat(ended.getLast()).isBetween(3_700L, 4_000L); // "chair." ends at 3.9 s
    }

    @ParameterizedTest
    @ValueSource(strings = {"coughs", "keyboard"})
    void whatHasNoPitchIsNoVoice(String recording) {
        hear(samples(recording), 16_000);

        assertThat(began).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 300, 3_000})
    void steadyNoiseIsNoVoice(double level) {
        hear(noise(level, 10 * RATE_HZ), 16_000);

        assertThat(began).isEmpty();
    }

    @Test
    void musicCountsAsVoiceAndIsTold() {
        hear(samples("music"), 16_000);

        assertThat(began).isNotEmpty();
    }

    @Test
    void silenceAfterSpeechEndsItAndNoiseFromTheStartHidesNoEnd() {
        var speech = samples("woman-us");
        var noise = noise(60, speech.length + 2 * RATE_HZ);
        for (int i = 0; i < speech.length; i++) {
            noise[i] = (short) Math.clamp(noise[i] + speech[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        hear(noise, 16_000);

        assertThat(ended).hasSameSizeAs(began).isNotEmpty();
    }

    @Test
    void piecesOfAnyLengthAreHeardAlike() {
        hear(samples("man-us"), 16_000);
        var whole = List.copyOf(began);
        began.clear();

        var detector = detector(16_000);
        var pcm = pcm(samples("man-us"), 16_000);
        var random = new Random(7);
        for (int at = 0; at < pcm.length; ) {
            int length = Math.min(pcm.length - at, 2 * (1 + random.nextInt(900)));
            detector.hear(pcm, at, length);
            at += length;
        }

        assertThat(began).isEqualTo(whole);
    }

    /** Whoever is muted is sent as zeros, mostly for long. The least of many rounds, alternating: others share the processor. */
    @Test
    void zerosBehindSpeechTakeNoLongerThanNoise() {
        var detector = detector(16_000);
        var zeros = pcm(new short[10 * RATE_HZ], 16_000);
        var noise = pcm(noise(5, 10 * RATE_HZ), 16_000);
        var speech = samples("man-us");
        var leastOfZeros = Long.MAX_VALUE;
        var leastOfNoise = Long.MAX_VALUE;
        for (var round = 0; round < 30; round++) {
            leastOfNoise = Math.min(leastOfNoise, nanos(detector, noise));
            hear(detector, pcm(speech, 16_000));
            leastOfZeros = Math.min(leastOfZeros, nanos(detector, zeros));
        }

        assertThat(leastOfZeros).isLessThan(3 * leastOfNoise);
    }

    private static long nanos(VoiceActivity detector, byte[] pcm) {
        var begun = System.nanoTime();
        hear(detector, pcm);
        return System.nanoTime() - begun;
    }

    private static void hear(VoiceActivity detector, byte[] pcm) {
        detector.hear(pcm, 0, pcm.length);
    }

    private void hear(short[] samples, int rate) {
        var pcm = pcm(samples, rate);
        detector(rate).hear(pcm, 0, pcm.length);
    }

    private VoiceActivity detector(int rate) {
        return new VoiceActivity(new AudioFormat(rate), new VoiceActivity.Listener() {
            @Override
            public void voiceBegan(long offsetMs) {
                began.add(offsetMs);
            }

            @Override
            public void voiceFaded(long offsetMs) {}

            @Override
            public void voiceEnded(long offsetMs, long quietMs) {
                assertThat(quietMs).isPositive();
                ended.add(offsetMs);
            }
        });
    }

    private static short[] noise(double level, int length) {
        var random = new Random(11);
        var noise = new short[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (short) Math.clamp(random.nextGaussian() * level, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return noise;
    }
}
