package dev.parley.realtime.openai;

import dev.parley.realtime.RealtimeEvent;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Reading the model's audio: 200 ms of it at 24 kHz in one event. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class ServerEventBenchmark {
    private final String delta =
            "{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_1\",\"response_id\":\"resp_1\",\"item_id\":\"item_1\","
                    + "\"output_index\":0,\"content_index\":0,\"delta\":\""
                    + Base64.getEncoder().encodeToString(new byte[9_600]) + "\"}";

    @Benchmark
    public Optional<RealtimeEvent> audio() {
        return ServerEvent.read(delta).flatMap(Translation::of);
    }
}
