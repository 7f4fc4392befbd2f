package dev.parley.line;

import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.media.AudioFormat;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** 100 ms of synthesised audio through the queue that paces a line, with the ticks of 100 ms. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PlayoutBenchmark {
    private static final long TICK_NANOS = 20_000_000;
    private static final PieceId PIECE = new PieceId(new TurnId(1), 0);

    private final PlayoutQueue queue = new PlayoutQueue(AudioFormat.PCM_16K, 200);
    private final byte[] audio = new byte[AudioFormat.PCM_16K.bytesIn(100)];
    private long now;
    private long samples;

    @Benchmark
    public long hundredMs() {
        queue.play(PIECE, audio);
        for (var tick = 0; tick < 5; tick++) {
            now += TICK_NANOS;
            queue.take(now, (piece, taken, amid) -> samples += taken);
        }
        return samples;
    }
}
