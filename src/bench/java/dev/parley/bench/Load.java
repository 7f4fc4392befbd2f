package dev.parley.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** So many callers at once, measured while all of them are on the line. */
final class Load {
    /** Ten a second: a busy exchange, not a stampede. */
    private static final long BETWEEN_CALLS_MS = 100;
    /** 6 s: the greeting is over and everybody talks. */
    private static final long SETTLING_MS = 6_000;

    private final Callers callers;
    private final Http emulator;
    private final BenchServer parley;
    private final BenchServer services;
    private final Inside inside;

    Load(Callers callers, Http emulator, BenchServer parley, BenchServer services, Inside inside) {
        this.callers = callers;
        this.emulator = emulator;
        this.parley = parley;
        this.services = services;
        this.inside = inside;
    }

    /** What goes on while it is measured. */
    interface Meanwhile {
        void run() throws IOException, InterruptedException;
    }

    Level of(int calls, int seconds, Callee callee, Meanwhile meanwhile) throws IOException, InterruptedException {
        var ids = new ArrayList<String>();
        for (var call = 0; call < calls; call++) {
            ids.add(callers.asksOn(callee));
            Thread.sleep(BETWEEN_CALLS_MS);
        }
        Thread.sleep(SETTLING_MS);
        emulator.put("/emulator/bench", "{\"on\":true}");
        inside.resetMediaTimes();
        var before = parley.figures();
        var servicesBefore = services.figures();
        meanwhile.run();
        Thread.sleep(Math.max(0, seconds * 1000L - (System.nanoTime() - before.atNanos()) / 1_000_000));
        var after = parley.figures();
        var servicesAfter = services.figures();
        var stages = emulator.get("/emulator/bench").get("stages");
        var times = inside.mediaTimes();
        var served = served(ids);
        var heap = inside.heapAfterCollection();
        var level = new Level(
                calls,
                (after.atNanos() - before.atNanos()) / 1e9,
                after.coresSince(before),
                servicesAfter.coresSince(servicesBefore),
                heap,
                after.residentKb(),
                after.threads(),
                after.descriptors(),
                stages,
                times,
                served.turns,
                served.stops,
                served.afterStop,
                served.holes,
                served.longestHoleMs,
                served.broken);
        for (var id : ids) {
            callers.hangUp(id);
        }
        callers.untilAllAreOver();
        return level;
    }

    private Served served(List<String> ids) throws IOException, InterruptedException {
        var served = new Served();
        for (var id : ids) {
            var view = callers.view(id);
            served.turns += view.get("replyMs").size();
            served.stops += view.get("stopMessages").asInt();
            served.afterStop += view.get("framesAfterStop").asInt();
            served.holes += view.get("gaps").asInt();
            served.longestHoleMs =
                    Math.max(served.longestHoleMs, view.get("maxGapMs").asLong());
            var whole = view.get("state").asText().equals("connected")
                    && view.get("protocolErrors").isEmpty();
            served.broken += whole ? 0 : 1;
        }
        return served;
    }

    private static final class Served {
        private int turns;
        private int stops;
        private int afterStop;
        private int holes;
        private long longestHoleMs;
        private int broken;
    }
}
