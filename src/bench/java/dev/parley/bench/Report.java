package dev.parley.bench;

import static dev.parley.bench.Markdown.text;

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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Gathers what was measured and writes it down as Markdown; nothing in it was not measured in this run. */
final class Report {
    private static final double MB = 1 << 20;

    private static final int MOST_THREAD_NAMES = 14;

    private final Plan plan;
    private final StringBuilder parts = new StringBuilder();
    private String levels = "";

    Report(Plan plan) {
        this.plan = plan;
    }

    void cascade(List<Cascade> rows) {
        levels = CascadeTable.of(rows, plan.floorSeconds());
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
        parts.append(
                "\n## Micro-benchmarks\n\nJMH, one thread; mean time and allocation of one operation, ± half of the 99.9 % interval of"
                        + " that mean. One process measures five times a second; three processes ten times half a second each where a"
                        + " run differs much from the next (chunker, mailbox, play-out, frames of 80 ms).\n\n");
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
                        + " *Questions asked* are the chat requests that came to the emulator"
                        + " for all turns, guesses and each model of a race among them, and *prompt tokens* what is in their messages, counted by"
                        + " the emulator in words or parts of words: what is paid for, whoever wins. *Wasted* is what was streamed and"
                        + " spoken for wrong guesses alone."
                        + " *Unconfirmed* is how often a partial was answered because its final had not come, *corrected* how"
                        + " often the final then said something else, most often because the caller only paused, and was answered"
                        + " anew.\n\n");
        parts.append(
                "| way | turns | first sound p50 | p95 | reply, inside p50 | p95 | questions asked | prompt tokens | guesses | right | wrong"
                        + " | wasted tokens | wasted characters | unconfirmed | corrected |\n"
                        + "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
        rows.forEach(row -> line(
                "| %s | %d | %d ms | %d ms | %d ms | %d ms | %s%d | %s%d | %d | %d | %d | %d | %d | %d | %d |",
                row.way(),
                row.soundMs().size(),
                Row.quantile(row.soundMs(), 0.5),
                Row.quantile(row.soundMs(), 0.95),
                Row.quantile(row.replyMs(), 0.5),
                Row.quantile(row.replyMs(), 0.95),
                row.asked().whole() ? "" : "≥ ",
                row.asked().questions(),
                row.asked().whole() ? "" : "≥ ",
                row.asked().promptTokens(),
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
                "\n## Soak\n\n%d calls and %d strikes of faults in %.1f minutes, hang-ups at random, in two halves; after the warm-up and each"
                        + " half calm of the same length.\n\n",
                outcome.calls(), outcome.faults(), outcome.minutes()));
        parts.append("| held | before | at half time | after |\n|---|--:|--:|--:|\n");
        held(outcome, "heap after collection, MB", "%.1f", held -> held.heapBytes() / MB);
        held(outcome, "outside the heap, MB", "%d", held -> held.nativeKb() >> 10);
        held(outcome, "threads", "%d", Soak.Held::threads);
        held(outcome, "descriptors", "%d", Soak.Held::descriptors);
        held(outcome, "conversations", "%d", Soak.Held::conversations);
        held(outcome, "sessions kept", "%d", Soak.Held::sessions);
        line(
                "%nGrowth a call, in kB: heap %.1f in the first half and %.1f in the second, outside the heap %.1f and %.1f. Caches and pools"
                        + " fill in the first half; what leaks goes on in the second, where no more than %d MB of heap and %d MB outside it"
                        + " are let pass as noise.",
                outcome.first().heapKbPerCall(),
                outcome.second().heapKbPerCall(),
                outcome.first().nativeKbPerCall(),
                outcome.second().nativeKbPerCall(),
                Soak.LATE_HEAP >> 20,
                Soak.LATE_NATIVE_KB >> 10);
        parts.append(outcome.kept().isEmpty() ? "\nBack to the base line.\n" : "\n**Kept: " + outcome.kept() + "**\n");
    }

    private void held(Soak.Outcome outcome, String what, String format, Function<Soak.Held, Object> figure) {
        line(
                "| %s | " + String.join(" | ", format, format, format) + " |",
                what,
                figure.apply(outcome.first().before()),
                figure.apply(outcome.second().before()),
                figure.apply(outcome.second().after()));
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
        Files.writeString(file, head(file) + elsewhere() + levels + parts);
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

    /** Where the rest of what the bench measures stands: each has a run of its own. */
    private String elsewhere() {
        return plan.name().equals("full")
                ? "\nElsewhere: [plain and speculative, side by side](sides.md), with the median at the caller's ear;"
                        + " [the speech-to-speech bridge](realtime.md); [the soak](soak.md); [a thousand personas](personas.md).\n"
                : "";
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
}
