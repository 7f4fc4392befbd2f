package dev.parley.conversation;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An answer of forty tokens into speakable pieces. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChunkerBenchmark {
    private static final String[] TOKENS =
            ("We are open from nine to five on weekdays, and until noon on Saturday. You find us at"
                            + " 14 Harbour Street, on the second floor, next to the old customs house. Is there anything else that I can do?")
                    .split("(?= )");

    @Benchmark
    public int answer() {
        var chunker = Chunker.ofAnswer();
        var pieces = 0;
        for (var token : TOKENS) {
            pieces += chunker.add(token).size();
        }
        return pieces + chunker.finish().size();
    }
}
