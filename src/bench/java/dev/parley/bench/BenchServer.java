package dev.parley.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One of the bench's two Liberty servers, made by the build; started and stopped here. */
final class BenchServer {
    private static final long START_SECONDS = 120;
    /** USER_HZ, in which Linux counts CPU time of processes for everybody. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private final Path liberty;
    private final String name;

    BenchServer(Path build, String name) {
        this.liberty = build.resolve("liberty/wlp");
        this.name = name;
    }

    /**
     * What the operating system says of the process.
     *
     * @param cpuNanos CPU time since its start, kernel and user
     */
    record Figures(long cpuNanos, long residentKb, int threads, int descriptors, long atNanos) {
        /** Cores in use since {@code before}. */
        double coresSince(Figures before) {
            return (double) (cpuNanos - before.cpuNanos) / (atNanos - before.atNanos);
        }
    }

    void start() throws IOException, InterruptedException {
        run("start");
    }

    void stop() throws IOException, InterruptedException {
        run("stop");
    }

    long pid() throws IOException {
        return Long.parseLong(Files.readString(liberty.resolve("usr/servers/.pid/" + name + ".pid"))
                .strip());
    }

    Figures figures() throws IOException {
        var process = Path.of("/proc", Long.toString(pid()));
        var stat = Files.readString(process.resolve("stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long residentKb = 0;
        for (var line : Files.readAllLines(process.resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                residentKb = Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return new Figures(
                (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK,
                residentKb,
                entries(process.resolve("task")),
                entries(process.resolve("fd")),
                System.nanoTime());
    }

    /** CPU time of each thread so far, by its id. */
    Map<Integer, Busy> threads() throws IOException {
        var busy = new HashMap<Integer, Busy>();
        try (var tasks = Files.list(Path.of("/proc", Long.toString(pid()), "task"))) {
            for (var task : tasks.toList()) {
                read(task)
                        .ifPresent(each ->
                                busy.put(Integer.valueOf(task.getFileName().toString()), each));
            }
        }
        return busy;
    }

    /** A thread's name without its number, and its CPU time. */
    record Busy(String name, long nanos) {}

    private static Optional<Busy> read(Path task) {
        try {
            var stat = Files.readString(task.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var name = stat.substring(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
            return Optional.of(new Busy(
                    name.replaceAll("[-#\\d ]+$", ""),
                    (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * NANOS_PER_TICK));
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    private static int entries(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }

    private void run(String verb) throws IOException, InterruptedException {
        var process = new ProcessBuilder(liberty.resolve("bin/server").toString(), verb, name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS)) {
            process.destroy();
            throw new IOException("server " + name + " did not " + verb + " within " + START_SECONDS + " s");
        }
        if (verb.equals("start") && process.exitValue() != 0) {
            throw new IOException("server " + name + " did not start: " + process.exitValue());
        }
    }
}
