package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Minutes of mixed calls: to any of some personas, callers who ask on and interrupt, hang-ups at any moment, refusals and faults
 * of every service. What the server holds afterwards is held against what it held before, after a warm-up of the same kind; it has time
 * to let go.
 */
final class Soak {
    /** What pools, caches and the compiler may keep: no part of it grows with the number of calls. */
    private static final long HEAP_SLACK = 24L << 20;

    private static final long NATIVE_SLACK_KB = 160L << 10;
    private static final long SEED = 7;
    private static final int THREAD_SLACK = 24;
    private static final int DESCRIPTOR_SLACK = 24;
    private static final List<String> FAULTS = List.of(
            "{\"service\":\"openai\",\"kind\":\"refuse\",\"times\":1}",
            "{\"service\":\"openai\",\"kind\":\"throttle\",\"times\":1}",
            "{\"service\":\"openai\",\"kind\":\"reset\",\"afterMs\":50,\"times\":1}",
            "{\"service\":\"openai\",\"kind\":\"stall\",\"times\":1}",
            "{\"service\":\"openai\",\"kind\":\"garbage\",\"times\":1}",
            "{\"service\":\"speech\",\"kind\":\"garbage\",\"times\":1}",
            "{\"service\":\"speech\",\"kind\":\"stall\",\"afterMs\":500,\"times\":1}",
            "{\"service\":\"acs\",\"kind\":\"garbage\",\"times\":1}",
            "{\"service\":\"speech\",\"kind\":\"reset\",\"afterMs\":500,\"times\":2}",
            "{\"service\":\"speech\",\"kind\":\"delay\",\"afterMs\":400,\"times\":2}",
            "{\"service\":\"acs\",\"kind\":\"reset\",\"afterMs\":1500,\"times\":1}",
            "{\"service\":\"acs\",\"kind\":\"refuse\",\"times\":1}");

    private final Callers callers;
    private final Http emulator;
    private final Http parley;
    private final BenchServer server;
    private final Inside inside;
    private final Terms terms;
    private final Random dice;

    /**
     * How hard.
     *
     * @param numbers that are called
     * @param calmMs quiet after the warm-up, in which pools shrink to what they keep
     * @param lettingGoMs longest until all is back
     */
    record Terms(List<String> numbers, int atOnce, long warmUpMs, long calmMs, long mixedMs, long lettingGoMs) {}

    Soak(Callers callers, Http emulator, Http parley, BenchServer server, Inside inside, Terms terms) {
        this.callers = callers;
        this.emulator = emulator;
        this.parley = parley;
        this.server = server;
        this.inside = inside;
        this.terms = terms;
        this.dice = new Random(SEED);
    }

    /** What the server holds of calls. */
    record Held(long heapBytes, long nativeKb, int threads, int descriptors, int conversations, int sessions) {}

    /**
     * How it went.
     *
     * @param faults that struck
     * @param kept what is held beyond the base line; empty: nothing
     */
    record Outcome(int calls, int faults, double minutes, Held before, Held after, List<String> kept) {}

    Outcome run() throws IOException, InterruptedException {
        mixed(terms.warmUpMs);
        Thread.sleep(terms.calmMs);
        forgetCalls();
        var before = held();
        var started = System.nanoTime();
        var counts = mixed(terms.mixedMs);
        var minutes = (System.nanoTime() - started) / 6e10;
        forgetCalls();
        var after = held();
        var until = System.nanoTime() + terms.lettingGoMs * 1_000_000;
        while (!kept(before, after).isEmpty() && System.nanoTime() < until) {
            Thread.sleep(2_000);
            after = held();
        }
        return new Outcome(counts[0], counts[1], minutes, before, after, kept(before, after));
    }

    private int[] mixed(long ms) throws IOException, InterruptedException {
        var until = System.nanoTime() + ms * 1_000_000;
        var live = new ArrayList<String>();
        var calls = 0;
        var faults = 0;
        while (System.nanoTime() < until) {
            if (live.size() < terms.atOnce) {
                live.add(callers.asksOn(Callee.at16k(terms.numbers.get(dice.nextInt(terms.numbers.size())))));
                calls++;
            } else {
                callers.hangUp(live.remove(dice.nextInt(live.size())));
            }
            if (dice.nextInt(8) == 0) {
                faults += faultsEnd();
                emulator.post("/emulator/faults", FAULTS.get(dice.nextInt(FAULTS.size())));
            }
            Thread.sleep(dice.nextInt(50, 600));
        }
        faults += faultsEnd();
        for (var id : live) {
            callers.hangUp(id);
        }
        callers.untilAllAreOver();
        return new int[] {calls, faults};
    }

    /** Ends those in force; how often they struck. */
    private int faultsEnd() throws IOException, InterruptedException {
        var strikes = 0;
        for (var fault : emulator.get("/emulator/faults")) {
            strikes += fault.get("strikes").asInt();
        }
        emulator.delete("/emulator/faults");
        return strikes;
    }

    /** The book of calls keeps the last thousand that ended; what is left without it is what leaks. */
    private void forgetCalls() throws IOException, InterruptedException {
        var operator = parley.as("operator");
        for (var page = calls(operator); !page.isEmpty(); page = calls(operator)) {
            for (var call : page) {
                operator.delete("/api/v1/calls/" + call.get("call_id").asText());
            }
        }
    }

    private static JsonNode calls(Http operator) throws IOException, InterruptedException {
        return operator.get("/api/v1/calls?limit=100").get("calls");
    }

    private Held held() throws IOException, InterruptedException {
        var heap = inside.heapAfterCollection();
        var figures = server.figures();
        return new Held(
                heap,
                figures.residentKb() - inside.heapCommitted() / 1024,
                figures.threads(),
                figures.descriptors(),
                parley.get("/api/v1/health").get("active_sessions").asInt(),
                inside.sessions());
    }

    private static List<String> kept(Held before, Held after) {
        var kept = new ArrayList<String>();
        if (after.heapBytes > before.heapBytes + HEAP_SLACK) {
            kept.add("heap");
        }
        if (after.nativeKb > before.nativeKb + NATIVE_SLACK_KB) {
            kept.add("native memory");
        }
        if (after.threads > before.threads + THREAD_SLACK) {
            kept.add("threads");
        }
        if (after.descriptors > before.descriptors + DESCRIPTOR_SLACK) {
            kept.add("descriptors");
        }
        if (after.conversations > 0) {
            kept.add("conversations");
        }
        if (after.sessions > before.sessions) {
            kept.add("sessions");
        }
        return kept;
    }
}
