package dev.parley.media;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One frame of 20 ms from the rate of a phone line to the rate of a speech-to-speech model, and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResamplerBenchmark {
    private final Resampler up = new Resampler(AudioFormat.PCM_16K, AudioFormat.PCM_24K);
    private final Resampler down = new Resampler(AudioFormat.PCM_24K, AudioFormat.PCM_16K);
    private final byte[] heard = noise(AudioFormat.PCM_16K);
    private final byte[] spoken = noise(AudioFormat.PCM_24K);

    private static byte[] noise(AudioFormat format) {
        var pcm = new byte[format.frameBytes()];
        new Random(1).nextBytes(pcm);
        return pcm;
    }

    @Benchmark
    public byte[] heard() {
        return up.resample(heard, 0, heard.length);
    }

    @Benchmark
    public byte[] spoken() {
        return down.resample(spoken, 0, spoken.length);
    }
}
