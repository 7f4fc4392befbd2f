package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The whole bench: starts both servers, measures, writes {@code docs/bench/report.md}. Run by
 * {@code mvn package -Pbench -Dbench=PLAN}; the plans are those of {@link Plan}.
 */
public final class Bench {
    private static final Callee LOAD = Callee.at16k("+15550109001");
    private static final String REALTIME = "+15550109009";
    /** Each way to answer and the number of the persona that answers so. */
    private static final List<Way> WAYS = List.of(
            new Way("plain", "+15550109002"),
            new Way("speculative", "+15550109003"),
            new Way("speculative, first words streamed", "+15550109004"),
            new Way("the same, two models raced", "+15550109005"),
            new Way("the same, three models raced", "+15550109008"),
            new Way("the same, four models raced", "+15550109011"),
            new Way("two raced, waits 800 ms for the final", "+15550109007"),
            new Way("three raced, waits 800 ms for the final", "+15550109010"),
            new Way("first words streamed, openers", "+15550109006"));

    private static final int PROFILE_SECONDS = 15;
    private static final int THREADS_SECONDS = 8;

    private final Plan plan;
    private final Path source;
    private final Path build;
    private final String parleyUrl = System.getProperty("parley.url", "http://localhost:9080");
    private static final int READY_ATTEMPTS = 720; // of a quarter of a second

    private final Http parley = new Http(parleyUrl);
    private final String emulatorUrl = System.getProperty("emulator.url", "http://localhost:9090");
    private final Http emulator = new Http(emulatorUrl);
    private final BenchServer parleyServer;
    private final BenchServer emulatorServer;
    private final Report report;

    private record Way(String name, String number) {}

    private Bench(Plan plan) {
        this.plan = plan;
        this.source = Path.of(System.getProperty("bench.source", ".")).toAbsolutePath();
        this.build = Path.of(System.getProperty("bench.build", "target")).toAbsolutePath();
        this.parleyServer = new BenchServer(build, "bench-parley");
        this.emulatorServer = new BenchServer(build, "bench-emulator");
        this.report = new Report(plan);
    }

    /** @param arguments the name of a plan */
    public static void main(String[] arguments) throws Exception {
        var bench = new Bench(Plan.named(arguments.length == 0 ? "quick" : arguments[0]));
        bench.run();
    }

    private void run() throws IOException, InterruptedException {
        if (plan.micro()) {
            say("micro-benchmarks");
            report.micro(Micro.run(source, build, plan));
        }
        deployEcho();
        say("starting the emulator and Parley");
        emulatorServer.start();
        try {
            parleyServer.start();
            try {
                measured();
            } finally {
                parleyServer.stop();
            }
        } finally {
            emulatorServer.stop();
        }
        var file = source.resolve(plan.file());
        report.write(file);
        say("written: " + source.relativize(file));
    }

    private void measured() throws IOException, InterruptedException {
        untilReady();
        if (plan.personas() > 0) {
            say("making " + plan.personas() + " personas, then looking for them");
            report.manyPersonas(new ManyPersonas(parley, plan.manyPersonas()).run());
            return;
        }
        emulator.put("/emulator/bench", "{\"on\":true}");
        emulator.put("/emulator/thinking", "{\"tokensPerSecond\":0,\"firstTokenMs\":0}");
        var callers = new Callers(emulator, parleyUrl);
        try (var inside = Inside.of(parleyServer.pid())) {
            var load = new Load(callers, emulator, parleyServer, emulatorServer, inside);
            say("warming up");
            var callee = plan.realtime() ? at(24_000) : LOAD;
            // half of them first: a cold server never catches up with all
            load.of(plan.warmUpCalls() / 2, plan.warmUpSeconds() / 5, callee, () -> {});
            load.of(plan.warmUpCalls(), plan.warmUpSeconds(), callee, () -> {});
            if (plan.soakMinutes() > 0) {
                say("soaking for " + plan.soakMinutes() + " minutes");
                report.soak(new Soak(
                                callers,
                                emulator,
                                parley,
                                parleyServer,
                                inside,
                                plan.soak(List.of(LOAD.number(), REALTIME)))
                        .run());
                return;
            }
            Thread.sleep(plan.calmSeconds() * 1000L);
            var base = new Base(inside.heapAfterCollection(), parleyServer.figures());
            if (plan.realtime()) {
                bridge(load, base);
            } else if (!plan.levels().isEmpty()) {
                levels(load, base);
            }
        }
        if (plan.questions() > 0) {
            sideBySide(callers);
        }
    }

    private void levels(Load load, Base base) throws IOException, InterruptedException {
        var last = 1;
        Optional<Integer> best = Optional.empty();
        var rows = new ArrayList<Cascade>();
        for (var calls : plan.levels()) {
            say(calls + " calls: floor, then calls");
            var floor = Floor.measured(parleyServer, parleyUrl, calls, plan.floorSeconds(), LOAD.frameBytes());
            var row = new Cascade(load.of(calls, plan.secondsOf(calls), LOAD, () -> {}), floor, base);
            rows.add(row);
            say(CascadeTable.inAWord(row));
            best = row.inTime() ? Optional.of(calls) : best;
            if (row.level().overwhelmed()) {
                break; // beyond this even who asks gets no answer
            }
            last = calls;
        }
        report.cascade(rows);
        var calls = best.orElse(last);
        say(calls + " bare recognisers");
        report.recognisers(BareRecognisers.measured(
                URI.create(emulatorUrl.replaceFirst("^http", "ws")), calls, plan.levelSeconds()));
        say("profile at " + calls + " calls");
        profile(load, calls, LOAD);
    }

    private void bridge(Load load, Base base) throws IOException, InterruptedException {
        var levels = new BridgeLevels(plan, load, parleyServer, parleyUrl, Bench::say);
        var rows = new ArrayList<Bridge>();
        for (var rate : List.of(24_000, 16_000)) {
            rows.addAll(levels.climb(at(rate), base));
        }
        report.bridge(rows, levels.notes());
        var largest = BridgeLevels.largestKept(rows);
        say("profile at " + largest.level().calls() + " calls, " + largest.callee());
        profile(load, largest.level().calls(), largest.callee());
    }

    private static Callee at(int rateHz) {
        return new Callee(REALTIME, rateHz);
    }

    private void profile(Load load, int calls, Callee callee) throws IOException, InterruptedException {
        var recording = build.resolve("bench-" + calls + ".jfr");
        Files.deleteIfExists(recording);
        var cores = new HashMap<String, Double>();
        try (var inside = Inside.of(parleyServer.pid())) {
            load.of(calls, PROFILE_SECONDS + 5, callee, () -> {
                var java = inside.javaThreads();
                var before = parleyServer.threads();
                var begun = System.nanoTime();
                Thread.sleep(THREADS_SECONDS * 1000L);
                var after = parleyServer.threads();
                var nanos = System.nanoTime() - begun;
                java.addAll(inside.javaThreads());
                cores.putAll(ThreadShares.between(before, after, java, nanos));
                inside.record(recording, PROFILE_SECONDS);
                Thread.sleep(PROFILE_SECONDS * 1000L + 3_000);
            });
        }
        report.hotspots(calls, Hotspots.of(recording));
        report.threads(calls, cores);
    }

    private void sideBySide(Callers callers) throws IOException, InterruptedException {
        var log = build.resolve("liberty/wlp/usr/servers/bench-parley/logs/messages.log");
        var sides = new SideBySide(callers, emulator, log);
        emulator.put("/emulator/bench", "{\"on\":false}");
        emulator.put("/emulator/thinking", "{\"tokensPerSecond\":60,\"firstTokenMs\":0}");
        List<SideBySide.Row> rows = new ArrayList<>();
        for (var way : WAYS) {
            say("side by side: " + way.name());
            rows.add(sides.of(way.name(), way.number(), plan.questions()));
        }
        report.sides(rows);
        sides.over();
    }

    private void untilReady() throws IOException, InterruptedException {
        for (var attempt = 0; attempt < READY_ATTEMPTS; attempt++) {
            if (parley.status("/health/ready") == 200 && emulator.status("/emulator/calls") == 200) {
                return;
            }
            Thread.sleep(250);
        }
        throw new IOException("Parley was not ready within three minutes");
    }

    /** The echo is a WAR of its own, so that nothing of the bench is ever in Parley's. */
    private void deployEcho() throws IOException {
        var classes = build.resolve("bench-echo.war/WEB-INF/classes/dev/parley/bench/echo");
        Files.createDirectories(classes);
        try (var made = Files.list(build.resolve("test-classes/dev/parley/bench/echo"))) {
            for (var file : made.toList()) {
                Files.copy(file, classes.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void say(String what) {
        System.out.println("[bench] " + what);
    }
}
