package dev.parley.media;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * The recordings in {@code resources/voice}: 8 kHz µ-law, made with espeak-ng and sox. In those of speech the voice
 * begins 600 ms after the start.
 */
public final class Recordings {
    public static final int RATE_HZ = 8_000;

    private Recordings() {}

    /** The samples of one, at {@link #RATE_HZ}. */
    public static short[] samples(String name) {
        var file = Recordings.class.getResource("/voice/" + name + ".wav");
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

    /**
     * Samples of {@link #RATE_HZ} as PCM of a higher rate, by straight lines.
     *
     * @param rateHz a multiple of {@link #RATE_HZ}
     */
    public static byte[] pcm(short[] samples, int rateHz) {
        int times = rateHz / RATE_HZ;
        var pcm = ByteBuffer.allocate(2 * times * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples.length; i++) {
            int next = i + 1 < samples.length ? samples[i + 1] : samples[i];
            for (int k = 0; k < times; k++) {
                pcm.putShort((short) (samples[i] + (next - samples[i]) * k / times));
            }
        }
        return pcm.array();
    }
}
