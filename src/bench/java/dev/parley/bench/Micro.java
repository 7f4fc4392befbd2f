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

    static List<Micro> run(Path source, Path build, Plan plan) throws IOException, InterruptedException {
        var quick = plan.name().equals("quick");
        var file = build.resolve("jmh.json");
        var classes = compiled(source, build.resolve("jmh-classes"));
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes + File.pathSeparator + System.getProperty("java.class.path"),
                        "org.openjdk.jmh.Main",
                        "-f",
                        "1",
                        "-wi",
                        quick ? "1" : "3",
                        "-w",
                        "1s",
                        "-i",
                        quick ? "1" : "5",
                        "-r",
                        "1s",
                        "-prof",
                        "gc",
                        "-rf",
                        "json",
                        "-rff",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(build.resolve("jmh.log").toFile())
                .start();
        if (!process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IOException("JMH failed, see " + build.resolve("jmh.log"));
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
