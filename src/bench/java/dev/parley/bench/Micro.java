package dev.parley.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;

/**
 * A micro-benchmark's result, by JMH in a process of its own.
 *
 * @param nanos of one operation, mean
 * @param bytes that one operation allocates
 */
record Micro(String name, double nanos, double error, double bytes) {
    private static final long LONGEST_MINUTES = 10;
    /** Whose runs differ much from one another: they get more of them, shorter ones, in more processes. */
    private static final String UNSTEADY = "(Chunker|Mailbox|Playout)Benchmark|encode80Ms";

    static List<Micro> run(Path source, Path build, Plan plan) throws IOException, InterruptedException {
        var classes = compiled(source, build.resolve("jmh-classes"));
        if (plan.name().equals("quick")) {
            return measured(build, classes, "quick", List.of("-f", "1", "-wi", "1", "-i", "1", "-r", "1s"));
        }
        var all = new ArrayList<>(measured(
                build, classes, "unsteady", List.of(UNSTEADY, "-f", "3", "-wi", "3", "-i", "10", "-r", "500ms")));
        all.addAll(measured(
                build, classes, "steady", List.of("-e", UNSTEADY, "-f", "1", "-wi", "3", "-i", "5", "-r", "1s")));
        return all;
    }

    private static List<Micro> measured(Path build, Path classes, String name, List<String> terms)
            throws IOException, InterruptedException {
        var file = build.resolve("jmh-" + name + ".json");
        var log = build.resolve("jmh-" + name + ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                "org.openjdk.jmh.Main",
                "-w",
                "1s",
                "-prof",
                "gc",
                "-rf",
                "json",
                "-rff",
                file.toString()));
        command.addAll(terms);
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException("JMH failed, see " + log);
        }
        return read(file);
    }

    /** Compiles the micro-benchmarks anew, because JMH writes code around each. */
    private static Path compiled(Path source, Path classes) throws IOException {
        Files.createDirectories(classes);
        var command = new ArrayList<>(List.of(
                "-nowarn",
                "-proc:full",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-processorpath",
                System.getProperty("java.class.path")));
        try (var files = Files.walk(source.resolve("src/bench/java"))) {
            files.map(Path::toString)
                    .filter(name -> name.endsWith("Benchmark.java"))
                    .forEach(command::add);
        }
        if (ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new)) != 0) {
            throw new IOException("the micro-benchmarks do not compile");
        }
        return classes;
    }

    private static List<Micro> read(Path file) throws IOException {
        var all = new ArrayList<Micro>();
        for (var each : new ObjectMapper().readTree(Files.readString(file))) {
            var name = each.get("benchmark").asText();
            var score = each.get("primaryMetric");
            var bytes = each.get("secondaryMetrics").get("gc.alloc.rate.norm");
            var parameters = new StringJoiner(", ", " (", ")").setEmptyValue("");
            each.path("params").forEach(value -> parameters.add(value.asText()));
            all.add(new Micro(
                    name.replaceFirst(".*\\.(\\w+)Benchmark\\.", "$1: ") + parameters,
                    score.get("score").asDouble(),
                    score.get("scoreError").asDouble(0),
                    bytes == null ? 0 : bytes.get("score").asDouble()));
        }
        return all;
    }
}
