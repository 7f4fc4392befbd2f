package dev.parley.bench;

import static dev.parley.bench.Markdown.text;
import static dev.parley.bench.Markdown.verdict;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes down what was measured of the cascade. */
final class CascadeTable {
    private static final String SUMMARY =
            """

            The most calls at once that keep every time budget: **%s**. Of the levels below, the time budgets are kept at %s calls; the
            CPU budget, 100 calls a core, at %s; the memory budget, 2 MB a call with what is native, at %s. Parley, the emulator and the
            driver share the machine; CPU and memory are those of Parley's process alone.

            """;
    private static final String TIMES =
            """
            ## Added latency

            Callers talk on and on, every third time over the agent. In Parley: *frame*, a media message's arrival → its audio is with the
            recogniser; *answer*, final transcript → first audio out, without the time of services and of the Speech SDK; *stop*, decision
            to cut → stop message written; *after stop*, audio messages that came behind a stop message while the caller still spoke, who
            speaks on for a second or more: the cut turn's, or those of one that only paused and went on too soon. What the phone network
            had already is dropped then, but for the rest of the 20 ms it is just playing, which left Parley before. From outside, with
            sockets, TLS and the SDKs' own polling in it: *at the recogniser*, frame leaves the caller → recogniser has it; *answer*, final
            transcript sent → chat request (ask), tokens → synthesis request (order), audio → media message (play), added up.

            *× floor* is the median answer in Parley by the median of the echo below with as many connections, one message in and one out
            on the same server: both grow on a slower machine. Times from outside have no such ratio, because most of each is waiting for
            clocks that no machine's speed changes: 100 ms of audio are gathered before the SDK sends them, and its threads look for news
            every 10 or 20 ms.

            | calls | frame p50 | p99 | answer p50 | p99 | × floor | ask p50 | order p50 | play p50 | stop p99 | stops | after stop | turns | holes | time budgets | outside: at the recogniser p50 | p99 | answer p50 | p99 | ask p50 | order p50 | play p50 |
            |--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|
            """;
    private static final String RESOURCES =
            """

            All times in ms. Budgets: frame p50 ≤ 0.5, p99 ≤ 5; answer p50 ≤ 2, p99 ≤ 10; stop p99 ≤ 5, and nothing after it; no hole over
            40 ms in the agent's speech, no call lost.

            ## CPU, memory, threads

            Base line without calls: heap %.1f MB after collection, %d MB resident, %d threads, %d descriptors. Budgets: 100 calls a core,
            2 MB a call, heap and native together. Native is what the process grew by outside its heap, which is there from the start.
            A level at which the machine was full does not keep the CPU budget, whatever its figure: what came late or not at all cost
            nothing.

            | calls | cores | calls a core | × floor | emulator's cores | heap a call, MB | native a call, MB | threads a call | descriptors a call | CPU budget | memory budget |
            |--:|--:|--:|--:|--:|--:|--:|--:|--:|---|---|
            """;
    private static final String FLOOR =
            """

            ## The floor

            A bare echo on the same server: the same frames, 50 a second and connection, sent back at once.

            | connections | there and back p50 | p99 | cores | µs a message and its echo |
            |--:|--:|--:|--:|--:|
            """;

    private CascadeTable() {}

    static String inAWord(Cascade row) {
        var level = row.level();
        return text(
                "%d calls: frame p50/p99 %.2f/%.2f ms, answer p50/p99 %.1f/%.1f ms, stop p99 %.2f ms, %d after stop, %.2f cores"
                        + " (%.0f calls a core), %d holes, %d broken",
                level.calls(),
                level.insideMs("frameToRecogniser.p50"),
                level.insideMs("frameToRecogniser.p99"),
                level.insideMs("finalToFirstAudio.p50"),
                level.insideMs("finalToFirstAudio.p99"),
                level.insideMs("cutToStop.p99"),
                level.afterStop(),
                level.cores(),
                level.callsPerCore(),
                level.holes(),
                level.broken());
    }

    static String of(List<Cascade> rows, int floorSeconds) {
        var most = rows.stream()
                .filter(Cascade::inTime)
                .mapToInt(row -> row.level().calls())
                .max();
        var out = new StringBuilder(text(
                SUMMARY,
                most.isPresent() ? most.getAsInt() : "none",
                levels(rows, Cascade::inTime),
                levels(rows, Cascade::withinCpu),
                levels(rows, Cascade::withinMemory)));
        out.append(TIMES);
        rows.forEach(row -> out.append(times(row)));
        var base = rows.getFirst().base();
        out.append(text(
                RESOURCES,
                base.heapMb(),
                base.figures().residentKb() >> 10,
                base.figures().threads(),
                base.figures().descriptors()));
        rows.forEach(row -> out.append(resources(row)));
        out.append(FLOOR);
        rows.forEach(row -> out.append(floor(row.floor(), floorSeconds)));
        return out.toString();
    }

    private static String levels(List<Cascade> rows, Predicate<Cascade> kept) {
        var levels = rows.stream()
                .filter(kept)
                .map(row -> Integer.toString(row.level().calls()))
                .collect(Collectors.joining(", "));
        return levels.isEmpty() ? "no number of" : levels;
    }

    private static String times(Cascade row) {
        var level = row.level();
        return text(
                "| %d | %.2f | %.2f | %.2f | %.2f | %.1f | %.2f | %.2f | %.2f | %.2f | %d | %d | %d | %d | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n",
                level.calls(),
                level.insideMs("frameToRecogniser.p50"),
                level.insideMs("frameToRecogniser.p99"),
                level.insideMs("finalToFirstAudio.p50"),
                level.insideMs("finalToFirstAudio.p99"),
                row.answerTimesFloor(),
                level.insideMs("finalToFirstAudio.asking.p50"),
                level.insideMs("finalToFirstAudio.ordering.p50"),
                level.insideMs("finalToFirstAudio.playing.p50"),
                level.insideMs("cutToStop.p99"),
                level.stops(),
                level.afterStop(),
                level.turns(),
                level.holes(),
                verdict(row.inTime()),
                level.stageMs("frameToRecogniser", "p50"),
                level.stageMs("frameToRecogniser", "p99"),
                level.stageMs("finalToFirstAudio", "p50"),
                level.stageMs("finalToFirstAudio", "p99"),
                level.stageMs("finalToAsked", "p50"),
                level.stageMs("tokenToOrdered", "p50"),
                level.stageMs("audioToLine", "p50"));
    }

    private static String resources(Cascade row) {
        var level = row.level();
        var base = row.base();
        return text(
                "| %d | %.2f | %.0f | %.1f | %.2f | %.2f | %.2f | %.1f | %.1f | %s | %s |\n",
                level.calls(),
                level.cores(),
                level.callsPerCore(),
                level.timesFloor(row.floor()),
                level.emulatorCores(),
                base.heapMbPerCall(level),
                base.nativeMbPerCall(level),
                base.threadsPerCall(level),
                base.descriptorsPerCall(level),
                verdict(row.withinCpu()),
                verdict(row.withinMemory()));
    }

    private static String floor(Floor floor, int seconds) {
        return text(
                "| %d | %.2f ms | %.2f ms | %.2f | %.0f |\n",
                floor.connections(), floor.p50Ms(), floor.p99Ms(), floor.cores(), floor.cpuMicrosPerEcho(seconds));
    }
}
