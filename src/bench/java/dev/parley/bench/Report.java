package dev.parley.bench;

import dev.parley.bench.SideBySide.Row;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Gathers what was measured and writes it down as Markdown; nothing in it was not measured in this run. */
final class Report {
    private static final double MB = 1 << 20;

    private static final int MOST_THREAD_NAMES = 14;

    private final Plan plan;
    private final List<Level> levels = new ArrayList<>();
    private final List<Floor> floors = new ArrayList<>();
    private final StringBuilder parts = new StringBuilder();
    private long baseHeap;
    private BenchServer.Figures base;
    private int floorSeconds;

    Report(Plan plan) {
        this.plan = plan;
    }

    void base(long heapBytes, BenchServer.Figures figures) {
        baseHeap = heapBytes;
        base = figures;
    }

    void floor(Floor floor, int seconds) {
        floors.add(floor);
        floorSeconds = seconds;
    }

    void level(Level level) {
        levels.add(level);
    }

    static String inAWord(Level level) {
        return text(
                "%d calls: frame p50/p99 %.2f/%.2f ms, answer p50/p99 %.1f/%.1f ms, stop p99 %.2f ms, %.2f cores"
                        + " (%.0f calls a core), %d holes, %d broken",
                level.calls(),
                level.insideMs("frameToRecogniser.p50"),
                level.insideMs("frameToRecogniser.p99"),
                level.insideMs("finalToFirstAudio.p50"),
                level.insideMs("finalToFirstAudio.p99"),
                level.insideMs("cutToStop.p99"),
                level.cores(),
                1 / level.coresPerCall(),
                level.holes(),
                level.broken());
    }

    void recognisers(BareRecognisers bare) {
        parts.append(
                "\n## The floor of the Speech SDK\n\nIts recognisers alone, in a process of their own against the same emulator: each is"
                        + " given 100 ms of silence ten times a second, and nothing is recognised, asked or spoken.\n\n");
        parts.append("| recognisers | cores | of a core each | recognisers a core |\n|--:|--:|--:|--:|\n");
        line(
                "| %d | %.2f | %.2f %% | %.0f |",
                bare.recognisers(), bare.cores(), 100 * bare.coresEach(), 1 / bare.coresEach());
    }

    void bridge(List<Bridge> rows, List<String> notes) {
        parts.append(BridgeTable.of(rows));
        notes.forEach(note -> line("%n%s", note));
    }

    void micro(List<Micro> all) {
        parts.append("\n## Micro-benchmarks\n\nJMH, one thread, one fork; time and allocation of one operation.\n\n");
        parts.append("| operation | ns | ± | bytes |\n|---|--:|--:|--:|\n");
        all.forEach(each -> line("| %s | %.0f | %.0f | %.0f |", each.name(), each.nanos(), each.error(), each.bytes()));
    }

    void hotspots(int calls, Hotspots spots) {
        parts.append(text(
                "\n## Where the time goes\n\nFlight recorder at %d calls, %d samples of Java code; what libraries do natively"
                        + " is not in it.\n\n",
                calls, spots.samples()));
        parts.append("| room, or the server's | share |\n|---|--:|\n");
        spots.rooms().forEach(each -> line("| %s | %.0f %% |", each.what(), 100 * each.share()));
        parts.append("\n| innermost method | share |\n|---|--:|\n");
        spots.methods().forEach(each -> line("| `%s` | %.0f %% |", each.what(), 100 * each.share()));
    }

    /** @param cores in use, by name of the threads */
    void threads(int calls, Map<String, Double> cores) {
        var all = cores.values().stream().mapToDouble(Double::doubleValue).sum();
        parts.append(text("\nCPU of the process by its threads, at %d calls, %.2f cores in all:\n\n", calls, all));
        parts.append("| threads named | share |\n|---|--:|\n");
        cores.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_THREAD_NAMES)
                .forEach(each -> line("| `%s` | %.0f %% |", each.getKey(), 100 * each.getValue() / all));
    }

    void sides(List<SideBySide.Row> rows) {
        parts.append(
                "\n## Plain and speculative, side by side\n\nReal tone-speech calls, eight at once, half of the questions with"
                        + " pauses inside, under the emulator's `azure` latencies, the same draws for each way (reference: the published"
                        + " figures it names; that a partial has the last word after 250 ms, and that a voice begins with the first words"
                        + " it is given, are assumptions). *First sound* is the caller's last voiced audio to the agent's first audio at"
                        + " the ear, both network ways in it: but for the way with openers it is the reply. *Reply, inside* is the"
                        + " first content-bearing audio by Parley's own clock, from the end of the caller's voice, without the network."
                        + " *Wasted* is what wrong guesses cost; a race besides pays for every question as often as models are asked."
                        + " *Unconfirmed* is how often a partial was answered because its final had not come, *corrected* how"
                        + " often the final then said something else, most often because the caller only paused, and was answered"
                        + " anew.\n\n");
        parts.append("| way | turns | first sound p50 | p95 | reply, inside p50 | p95 | guesses | right | wrong"
                + " | wasted tokens | wasted characters | unconfirmed | corrected |\n"
                + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        rows.forEach(row -> line(
                "| %s | %d | %d ms | %d ms | %d ms | %d ms | %d | %d | %d | %d | %d | %d | %d |",
                row.way(),
                row.soundMs().size(),
                Row.quantile(row.soundMs(), 0.5),
                Row.quantile(row.soundMs(), 0.95),
                Row.quantile(row.replyMs(), 0.5),
                Row.quantile(row.replyMs(), 0.95),
                row.guesses(),
                row.right(),
                row.wrong(),
                row.tokens(),
                row.characters(),
                row.unconfirmed(),
                row.corrected()));
    }

    void soak(Soak.Outcome outcome) {
        parts.append(text(
                "\n## Soak\n\n%d calls and %d strikes of faults in %.1f minutes, hang-ups at random; then calm.\n\n",
                outcome.calls(), outcome.faults(), outcome.minutes()));
        parts.append("| held | before | after |\n|---|--:|--:|\n");
        line(
                "| heap after collection, MB | %.1f | %.1f |",
                outcome.before().heapBytes() / MB, outcome.after().heapBytes() / MB);
        line(
                "| outside the heap, MB | %d | %d |",
                outcome.before().nativeKb() >> 10, outcome.after().nativeKb() >> 10);
        line(
                "| threads | %d | %d |",
                outcome.before().threads(), outcome.after().threads());
        line(
                "| descriptors | %d | %d |",
                outcome.before().descriptors(), outcome.after().descriptors());
        line(
                "| conversations | %d | %d |",
                outcome.before().conversations(), outcome.after().conversations());
        line(
                "| sessions kept | %d | %d |",
                outcome.before().sessions(), outcome.after().sessions());
        parts.append(outcome.kept().isEmpty() ? "\nBack to the base line.\n" : "\n**Kept: " + outcome.kept() + "**\n");
    }

    void manyPersonas(ManyPersonas.Outcome outcome) {
        parts.append(text(
                "\n## %d personas with %d revisions each\n\nMade through the API in %.0f s. Then each kind of request %d times, %d users"
                        + " at once, with TLS off and a password each; Cosmos DB is the emulator, in a process of its own on the same machine. The"
                        + " floor is a bare servlet of the same server, open to all, that answers as many bytes, asked in the same way.\n\n",
                outcome.terms().personas(),
                outcome.terms().revisions(),
                outcome.makingSeconds(),
                outcome.terms().questions(),
                outcome.users()));
        parts.append("| request | bytes | p50 | p99 | floor p50 | p99 |\n|---|--:|--:|--:|--:|--:|\n");
        outcome.rows()
                .forEach(row -> line(
                        "| %s | %d | %.1f ms | %.1f ms | %.1f ms | %.1f ms |",
                        row.what(), row.bytes(), row.ms(0.5), row.ms(0.99), row.floorMs(0.5), row.floorMs(0.99)));
    }

    void write(Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, head(file) + tables() + parts);
    }

    private String head(Path file) throws IOException, InterruptedException {
        var folder = file.getParent().toFile();
        return text(
                "# Bench: %s\n\nMade by `mvn package -Pbench -Dbench=%s`. Commit %s%s, %s UTC, %s, %d cores, Java %s, Linux %s.\n",
                plan.name(),
                plan.name(),
                output(folder, "git", "rev-parse", "--short", "HEAD"),
                output(folder, "git", "status", "--porcelain", "--", "src", "pom.xml", "liberty")
                                .isEmpty()
                        ? ""
                        : " with changes",
                LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                System.getProperty("os.version"));
    }

    private String tables() {
        if (levels.isEmpty()) {
            return "";
        }
        var out = new StringBuilder();
        var best = levels.stream()
                .filter(Level::withinBudget)
                .mapToInt(Level::calls)
                .max();
        out.append(text(
                "\nThe most calls at once within every budget: **%s**. Parley, the emulator and the driver share the machine; CPU and"
                        + " memory are those of Parley's process alone.\n",
                best.isPresent() ? best.getAsInt() : "none"));
        out.append(
                "\n## Added latency\n\nCallers talk on and on, every third time over the agent. In Parley: *frame*, a media message's"
                        + " arrival → its audio is with the recogniser; *answer*, final transcript → first audio out, without the time of"
                        + " services and of the Speech SDK; *stop*, decision to cut → stop message written. From outside, with sockets, TLS and"
                        + " the SDKs' own polling in it: *at the recogniser*, frame leaves the caller → recogniser has it; *answer*, final"
                        + " transcript sent → chat request (ask), tokens → synthesis request (order), audio → media message (play), added"
                        + " up.\n\n");
        out.append(
                "| calls | frame p50 | p99 | answer p50 | p99 | ask p50 | order p50 | play p50 | stop p99 | turns | holes | budget | outside: at the recogniser p50 |"
                        + " p99 | answer p50 | p99 | ask p50 | order p50 | play p50 |\n"
                        + "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|--:|--:|--:|--:|\n");
        for (var level : levels) {
            out.append(text(
                    "| %d | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %d | %d | %s | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f | %.1f |\n",
                    level.calls(),
                    level.insideMs("frameToRecogniser.p50"),
                    level.insideMs("frameToRecogniser.p99"),
                    level.insideMs("finalToFirstAudio.p50"),
                    level.insideMs("finalToFirstAudio.p99"),
                    level.insideMs("finalToFirstAudio.asking.p50"),
                    level.insideMs("finalToFirstAudio.ordering.p50"),
                    level.insideMs("finalToFirstAudio.playing.p50"),
                    level.insideMs("cutToStop.p99"),
                    level.turns(),
                    level.holes(),
                    level.withinBudget() ? "kept" : "broken",
                    level.stageMs("frameToRecogniser", "p50"),
                    level.stageMs("frameToRecogniser", "p99"),
                    level.stageMs("finalToFirstAudio", "p50"),
                    level.stageMs("finalToFirstAudio", "p99"),
                    level.stageMs("finalToAsked", "p50"),
                    level.stageMs("tokenToOrdered", "p50"),
                    level.stageMs("audioToLine", "p50")));
        }
        out.append(
                "\nAll times in ms. Budgets: frame p50 ≤ 0.5, p99 ≤ 5; answer p50 ≤ 2, p99 ≤ 10; stop p99 ≤ 5; no hole over"
                        + " 40 ms in the agent's speech, no call lost.\n");
        resources(out);
        floors(out);
        return out.toString();
    }

    private void resources(StringBuilder out) {
        out.append(text(
                "\n## CPU, memory, threads\n\nBase line without calls: heap %.1f MB after collection, %d MB resident, %d threads,"
                        + " %d descriptors. Native is what the process grew by outside its heap, which is there from the start.\n\n",
                baseHeap / MB, base.residentKb() >> 10, base.threads(), base.descriptors()));
        out.append(
                "| calls | cores | calls a core | × floor | emulator's cores | heap a call, MB | native a call, MB | threads a call |"
                        + " descriptors a call |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        for (var index = 0; index < levels.size(); index++) {
            var level = levels.get(index);
            out.append(text(
                    "| %d | %.2f | %.0f | %.1f | %.2f | %.2f | %.2f | %.1f | %.1f |\n",
                    level.calls(),
                    level.cores(),
                    1 / level.coresPerCall(),
                    level.coresPerCall() / floors.get(index).coresPerConnection(),
                    level.emulatorCores(),
                    (level.heapBytes() - baseHeap) / MB / level.calls(),
                    (level.residentKb() - base.residentKb()) / 1024.0 / level.calls(),
                    (double) (level.threads() - base.threads()) / level.calls(),
                    (double) (level.descriptors() - base.descriptors()) / level.calls()));
        }
    }

    private void floors(StringBuilder out) {
        out.append(
                "\n## The floor\n\nA bare echo on the same server: the same frames, 50 a second and connection, sent back at once.\n\n");
        out.append(
                "| connections | there and back p50 | p99 | cores | µs a message and its echo |\n|--:|--:|--:|--:|--:|\n");
        for (var floor : floors) {
            out.append(text(
                    "| %d | %.2f ms | %.2f ms | %.2f | %.0f |\n",
                    floor.connections(),
                    floor.p50Ms(),
                    floor.p99Ms(),
                    floor.cores(),
                    floor.cpuMicrosPerEcho(floorSeconds)));
        }
    }

    private static String processor() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2))
                    .findFirst()
                    .orElse("unknown processor");
        }
    }

    private static String output(File folder, String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(folder)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            var first = out.readLine();
            process.waitFor();
            return first == null ? "" : first.strip();
        }
    }

    private void line(String format, Object... values) {
        parts.append(text(format, values)).append('\n');
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
