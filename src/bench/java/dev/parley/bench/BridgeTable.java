package dev.parley.bench;

import static dev.parley.bench.Markdown.text;
import static dev.parley.bench.Markdown.verdict;

import java.util.List;

/** Writes down what was measured of the speech-to-speech engine. */
final class BridgeTable {
    private static final String INTRODUCTION =
            """

            Calls by ACS media sockets to a persona of `pipeline: realtime`; the model is the emulator's Realtime socket by TLS, with canned
            speech: it hears the end of a turn in the audio and answers at once, 400 ms of audio together and the rest five times as fast as
            it plays. Callers ask on and on, every third time over the agent's voice. Parley, the emulator and the driver share the machine;
            CPU and memory are those of Parley's process alone. A rate's levels end where calls are lost because the
            machine is full. At 24 kHz nothing is resampled; at 16 kHz both directions are.

            ## Added latency

            In Parley: *frame*, a media message's arrival → its audio is handed to the model's socket, or gathered for the next batch;
            *write*, a batch handed over → written; *answer*, arrival of the first audio of a response → it is with the line; *stop*,
            decision to cut → stop message written; *after stop*, audio messages that came behind a stop message while the caller still
            spoke, the cut turn's. From outside, with sockets and TLS in it: *at the model*, audio leaves the caller → the model has it
            (at 16 kHz with the resampler's 2 ms, which fall into the same frame); *first audio*, it leaves the model → the phone network
            has it; *× floor*, the median of either by the median there and back of the echo (one message in and one out), of
            at most 100 connections.

            | rate | calls | frame p50 | p99 | write p50 | p99 | answer p50 | p99 | stop p99 | turns | stops | after stop | holes | longest hole | lost | time budgets | outside: at the model p50 | p99 | × floor | first audio p50 | p99 | × floor |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|
            """;
    private static final String RESOURCES =
            """

            All times in ms. Budgets: frame p50 ≤ 0.5, p99 ≤ 5; answer p50 ≤ 2, p99 ≤ 10; stop p99 ≤ 5, and nothing after it; no hole over
            40 ms in the agent's speech, no call lost.

            ## CPU, memory, threads

            Base line without calls: heap %.1f MB after collection, %d MB resident, %d threads. Budgets: 330 calls a core, 0.3 MB of heap a
            call. *Native* is what the process grew by outside its heap, which is there from the start. The floor is a bare echo on the same
            server, of the same frames at the same pace, in the same run, of at most 100 connections: beyond them its driver fills the machine.

            | rate | calls | CPU s a call-second | calls a core | floor, calls a core | × floor | emulator's cores | heap a call, MB | native a call, MB | threads a call | CPU budget | memory budget |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|---|
            """;

    private BridgeTable() {}

    static String inAWord(Bridge row) {
        var level = row.level();
        return text(
                "%s, %d calls: frame %.2f/%.2f, write %.2f/%.2f, answer %.2f/%.2f, stop p99 %.2f ms, %.0f calls a core (%.1f x"
                        + " floor), %d turns, %d stops, %d after stop, %d holes, %d broken",
                row.callee(),
                level.calls(),
                level.insideMs("frameToRecogniser.p50"),
                level.insideMs("frameToRecogniser.p99"),
                level.insideMs("batchToModel.p50"),
                level.insideMs("batchToModel.p99"),
                level.insideMs("modelToLine.p50"),
                level.insideMs("modelToLine.p99"),
                level.insideMs("cutToStop.p99"),
                row.level().callsPerCore(),
                row.level().timesFloor(row.floor()),
                level.turns(),
                level.stops(),
                level.afterStop(),
                level.holes(),
                level.broken());
    }

    static String of(List<Bridge> rows) {
        var out = new StringBuilder(INTRODUCTION);
        rows.forEach(row -> out.append(times(row)));
        var base = rows.getFirst().base();
        out.append(text(
                RESOURCES,
                base.heapMb(),
                base.figures().residentKb() >> 10,
                base.figures().threads()));
        rows.forEach(row -> out.append(resources(row)));
        return out.toString();
    }

    private static String times(Bridge row) {
        var level = row.level();
        return text(
                "| %s | %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %d | %d | %d | %d | %d | %d | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n",
                row.callee(),
                level.calls(),
                level.insideMs("frameToRecogniser.p50"),
                level.insideMs("frameToRecogniser.p99"),
                level.insideMs("batchToModel.p50"),
                level.insideMs("batchToModel.p99"),
                level.insideMs("modelToLine.p50"),
                level.insideMs("modelToLine.p99"),
                level.insideMs("cutToStop.p99"),
                level.turns(),
                level.stops(),
                level.afterStop(),
                level.holes(),
                level.longestHoleMs(),
                level.broken(),
                verdict(row.inTime()),
                level.stageMs("frameToRecogniser", "p50"),
                level.stageMs("frameToRecogniser", "p99"),
                row.stageTimesFloor("frameToRecogniser"),
                level.stageMs("audioToLine", "p50"),
                level.stageMs("audioToLine", "p99"),
                row.stageTimesFloor("audioToLine"));
    }

    private static String resources(Bridge row) {
        return text(
                "| %s | %d | %.4f | %.0f | %.0f | %.1f | %.2f | %.2f | %.2f | %.1f | %s | %s |\n",
                row.callee(),
                row.level().calls(),
                row.level().coresPerCall(),
                row.level().callsPerCore(),
                1 / row.floor().coresPerConnection(),
                row.level().timesFloor(row.floor()),
                row.level().emulatorCores(),
                row.base().heapMbPerCall(row.level()),
                row.base().nativeMbPerCall(row.level()),
                row.base().threadsPerCall(row.level()),
                verdict(row.withinCpu()),
                verdict(row.withinMemory()));
    }
}
