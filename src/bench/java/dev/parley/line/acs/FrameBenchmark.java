package dev.parley.line.acs;

import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One media message in, and one out. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
    private static final byte[] FRAME = new byte[640];
    private static final String MESSAGE =
            "{\"kind\":\"AudioData\",\"audioData\":{\"timestamp\":\"2026-11-21T10:00:00.020Z\",\"data\":\""
                    + Base64.getEncoder().encodeToString(FRAME) + "\",\"silent\":false}}";

    private final AcsDecoder decoder = new AcsDecoder();
    private final byte[] eightyMs = new byte[2560];

    @Benchmark
    public AcsMessage decode20Ms() {
        return decoder.decode(MESSAGE);
    }

    @Benchmark
    public String encode20Ms() {
        return AcsEncoder.audio(FRAME);
    }

    @Benchmark
    public String encode80Ms() {
        return AcsEncoder.audio(eightyMs);
    }
}
