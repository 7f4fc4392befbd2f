package dev.parley.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the resampler lets through, what it keeps out, and how late it is. */
class ResamplerTest {
    private static final int LOUD = 16_000;

    @ParameterizedTest
    @ValueSource(ints = {7_600, 7_800, 8_000, 8_500, 9_000, 9_700, 10_400, 11_900})
    void soundAbove7600HertzIsSixtyDecibelsDownAt16Kilohertz(int hertz) {
        var out = samples(whole(AudioFormat.PCM_24K, AudioFormat.PCM_16K, tone(AudioFormat.PCM_24K, hertz, LOUD)));

        assertThat(decibels(level(out), LOUD / Math.sqrt(2))).as("%d Hz", hertz).isLessThan(-60);
    }

    @ParameterizedTest
    @ValueSource(ints = {4_100, 5_000, 6_000, 7_000, 7_400})
    void imagesOfAVoiceAreSixtyDecibelsDownAt24Kilohertz(int hertz) {
        var out = samples(whole(AudioFormat.PCM_16K, AudioFormat.PCM_24K, tone(AudioFormat.PCM_16K, hertz, LOUD)));

        assertThat(decibels(amplitude(out, 16_000 - hertz, 24_000), LOUD))
                .as("image of %d Hz", hertz)
                .isLessThan(-60);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300, 1_000, 3_000, 5_000, 6_200})
    void speechPassesUnchangedBothWays(int hertz) {
        for (var from : new AudioFormat[] {AudioFormat.PCM_16K, AudioFormat.PCM_24K}) {
            var to = from == AudioFormat.PCM_16K ? AudioFormat.PCM_24K : AudioFormat.PCM_16K;
            var out = samples(whole(from, to, tone(from, hertz, LOUD)));

            assertThat(decibels(amplitude(out, hertz, to.sampleRateHz()), LOUD))
                    .as("%d Hz to %s", hertz, to)
                    .isEqualTo(0, within(0.1));
        }
    }

    @Test
    void delaysByTwoMilliseconds() {
        var click = new byte[AudioFormat.PCM_24K.bytesIn(100)];
        int at = AudioFormat.PCM_24K.bytesIn(50);
        click[at] = (byte) LOUD;
        click[at + 1] = LOUD >> 8;

        var out = samples(whole(AudioFormat.PCM_24K, AudioFormat.PCM_16K, click));

        assertThat(loudest(out) / 16.0).as("ms of the click").isEqualTo(52, within(0.07));
    }

    @Test
    void piecesOfAnyLengthGiveWhatTheWholeGives() {
        var sound = noise(AudioFormat.PCM_16K.bytesIn(500));
        var whole = whole(AudioFormat.PCM_16K, AudioFormat.PCM_24K, sound);
        var resampler = new Resampler(AudioFormat.PCM_16K, AudioFormat.PCM_24K);
        var pieces = new ByteArrayOutputStream();
        var lengths = new Random(3);
        for (int from = 0; from < sound.length; ) {
            int length = Math.min(sound.length - from, 2 * lengths.nextInt(700));
            pieces.writeBytes(resampler.resample(sound, from, length));
            from += length;
        }

        assertThat(pieces.toByteArray()).isEqualTo(whole).hasSize(sound.length * 3 / 2);
    }

    @Test
    void whatIsTooLoudIsClippedAndDoesNotWrapRound() {
        var step = new byte[AudioFormat.PCM_24K.bytesIn(100)];
        for (int i = step.length / 2; i < step.length; i += 2) {
            step[i] = (byte) Short.MAX_VALUE;
            step[i + 1] = (byte) (Short.MAX_VALUE >> 8);
        }

        var out = samples(whole(AudioFormat.PCM_24K, AudioFormat.PCM_16K, step));

        var loud = Arrays.copyOfRange(out, 53 * 16, out.length);
        assertThat(loud).as("what rings above full scale").contains(Short.MAX_VALUE);
        assertThat(Arrays.stream(loud).min().orElseThrow()).isGreaterThan(25_000);
    }

    @Test
    void equalRatesPassUnchanged() {
        var sound = noise(640);

        assertThat(whole(AudioFormat.PCM_24K, AudioFormat.PCM_24K, sound)).isEqualTo(sound);
    }

    private static byte[] whole(AudioFormat from, AudioFormat to, byte[] pcm) {
        return new Resampler(from, to).resample(pcm, 0, pcm.length);
    }

    private static byte[] tone(AudioFormat format, int hertz, int amplitude) {
        var pcm = new byte[format.bytesIn(1_000)];
        for (int i = 0; i < pcm.length; i += 2) {
            int level = (int) Math.round(amplitude * Math.sin(Math.PI * i * hertz / format.sampleRateHz()));
            pcm[i] = (byte) level;
            pcm[i + 1] = (byte) (level >> 8);
        }
        return pcm;
    }

    private static byte[] noise(int length) {
        var pcm = new byte[length];
        new Random(7).nextBytes(pcm);
        return pcm;
    }

    /** Without the first 100 ms and the last, in which the tone begins and ends. */
    private static int[] samples(byte[] pcm) {
        var samples = new int[pcm.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (pcm[2 * i] & 0xff | pcm[2 * i + 1] << 8);
        }
        return samples;
    }

    private static double level(int[] samples) {
        double sum = 0;
        int edge = samples.length / 10;
        for (int i = edge; i < samples.length - edge; i++) {
            sum += (double) samples[i] * samples[i];
        }
        return Math.sqrt(sum / (samples.length - 2 * edge));
    }

    private static double amplitude(int[] samples, int hertz, int rateHz) {
        double real = 0;
        double imaginary = 0;
        int edge = samples.length / 10;
        for (int i = edge; i < samples.length - edge; i++) {
            real += samples[i] * Math.cos(2 * Math.PI * hertz * i / rateHz);
            imaginary += samples[i] * Math.sin(2 * Math.PI * hertz * i / rateHz);
        }
        return 2 * Math.hypot(real, imaginary) / (samples.length - 2 * edge);
    }

    private static double decibels(double level, double of) {
        return 20 * Math.log10(Math.max(level, 1e-3) / of);
    }

    private static int loudest(int[] samples) {
        int loudest = 0;
        for (int i = 0; i < samples.length; i++) {
            loudest = Math.abs(samples[i]) > Math.abs(samples[loudest]) ? i : loudest;
        }
        return loudest;
    }
}
