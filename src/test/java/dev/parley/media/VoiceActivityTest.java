package dev.parley.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On recordings in {@code resources/voice} (8 kHz µ-law, made with espeak-ng and sox) and on generated noise. In those of
 * speech the voice begins 600 ms after the start.
 */
class VoiceActivityTest {
    private static final int RATE = 8_000;

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
        hear(recorded(recording), rate);

        assertThat(began.getFirst()).isBetween(500L, 800L);
    }

    @Test
    void theEndOfSpeechIsToldWithItsTime() {
        hear(recorded("man-us"), 16_000);

        assertThat(ended.getLast()).isBetween(3_700L, 4_000L); // "chair." ends at 3.9 s
    }

    @ParameterizedTest
    @ValueSource(strings = {"coughs", "keyboard"})
    void whatHasNoPitchIsNoVoice(String recording) {
        hear(recorded(recording), 16_000);

        assertThat(began).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {30, 300, 3_000})
    void steadyNoiseIsNoVoice(double level) {
        hear(noise(level, 10 * RATE), 16_000);

        assertThat(began).isEmpty();
    }

    @Test
    void musicCountsAsVoiceAndIsTold() {
        hear(recorded("music"), 16_000);

        assertThat(began).isNotEmpty();
    }

    @Test
    void silenceAfterSpeechEndsItAndNoiseFromTheStartHidesNoEnd() {
        var speech = recorded("woman-us");
        var noise = noise(60, speech.length + 2 * RATE);
        for (int i = 0; i < speech.length; i++) {
            noise[i] = (short) Math.clamp(noise[i] + speech[i], Short.MIN_VALUE, Short.MAX_VALUE);
        }
        hear(noise, 16_000);

        assertThat(ended).hasSameSizeAs(began).isNotEmpty();
    }

    @Test
    void piecesOfAnyLengthAreHeardAlike() {
        hear(recorded("man-us"), 16_000);
        var whole = List.copyOf(began);
        began.clear();

        var detector = detector(16_000);
        var pcm = pcm(recorded("man-us"), 16_000);
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
        var zeros = pcm(new short[10 * RATE], 16_000);
        var noise = pcm(noise(5, 10 * RATE), 16_000);
        var speech = recorded("man-us");
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

    /** At a multiple of 8 kHz, by straight lines. */
    private static byte[] pcm(short[] samples, int rate) {
        int times = rate / RATE;
        var pcm = ByteBuffer.allocate(2 * times * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            int next = i + 1 < samples.length ? samples[i + 1] : samples[i];
            for (int k = 0; k < times; k++) {
                pcm.putShort((short) (samples[i] + (next - samples[i]) * k / times));
            }
        }
        return pcm.array();
    }

    private static short[] noise(double level, int length) {
        var random = new Random(11);
        var noise = new short[length];
        for (int i = 0; i < length; i++) {
            noise[i] = (short) Math.clamp(random.nextGaussian() * level, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return noise;
    }

    private static short[] recorded(String name) {
        var file = VoiceActivityTest.class.getResource("/voice/" + name + ".wav");
        try (var coded = AudioSystem.getAudioInputStream(file);
                var linear = AudioSystem.getAudioInputStream(Encoding.PCM_SIGNED, coded)) {
            var order = linear.getFormat().isBigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
            var shorts = ByteBuffer.wrap(linear.readAllBytes()).order(order).asShortBuffer();
            var samples = new short[shorts.remaining()];
            shorts.get(samples);
            return samples;
        } catch (IOException | UnsupportedAudioFileException e) {
            throw new AssertionError(name, e);
        }
    }
}
