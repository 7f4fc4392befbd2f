package dev.parley.emulator.realtime;

import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.latency.Stage;
import dev.parley.emulator.realtime.speaking.Workshop;
import dev.parley.emulator.tone.WordEar;
import java.time.Clock;
import java.util.function.IntFunction;

/**
 * What a session needs of the emulator.
 *
 * @param ears an ear for a sample rate
 * @param limitSeconds how long the session may live
 */
public record Surroundings(
        Workshop workshop,
        IntFunction<WordEar> ears,
        Latencies latencies,
        Timer timer,
        Clock clock,
        long limitSeconds) {
    /** Milliseconds from the end of a turn to its transcript. */
    long transcriptMs() {
        return latencies.draw(Stage.FINAL).orElse(0);
    }
}
