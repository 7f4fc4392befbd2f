package dev.parley.media;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame of 20 ms at 16 kHz through the voice detector: zeros, in silence, and where the pitch has to be sought. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class VoiceActivityBenchmark {
    private static final int RATE_HZ = 16_000;
    private static final int FRAMES = 50;

    @Param({"muted", "silence", "voice"})
    private String sound;

    private final byte[] second = new byte[AudioFormat.PCM_16K.bytesIn(1_000)];
    private final VoiceActivity detector = new VoiceActivity(AudioFormat.PCM_16K, new VoiceActivity.Listener() {
        @Override
        public void voiceBegan(long offsetMs) {
            edges++;
        }

        @Override
        public void voiceFaded(long offsetMs) {
            edges++;
        }

        @Override
        public void voiceEnded(long offsetMs, long quietMs) {
            edges++;
        }
    });
    private int frame;
    private int edges;

    /** A voice of 120 Hz with its harmonics, and a little noise; nothing of both where the caller is muted. */
    @Setup
    public void sound() {
        var noise = new Random(1);
        for (int i = 0; i < RATE_HZ; i++) {
            double level = sound.equals("muted") ? 0 : 20 * noise.nextGaussian();
            for (int harmonic = 1; sound.equals("voice") && harmonic <= 8; harmonic++) {
                level += 2_000.0 / harmonic * Math.sin(2 * Math.PI * 120 * harmonic * i / RATE_HZ);
            }
            second[2 * i] = (byte) (int) level;
            second[2 * i + 1] = (byte) ((int) level >> 8);
        }
    }

    @Benchmark
    public int frame() {
        int length = second.length / FRAMES;
        detector.hear(second, frame * length, length);
        frame = (frame + 1) % FRAMES;
        return edges;
    }
}
