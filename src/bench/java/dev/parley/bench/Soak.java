package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Minutes of mixed calls, in two halves: to any of some personas, callers who ask on and interrupt, hang-ups at any moment,
 * refusals and faults of every service in turn. What the server holds afterwards is held against what it held before, after a
 * warm-up of the same kind, and against what it held at half time: by then all is filled that fills once. It has time to let go.
 */
final class Soak {
    /** What pools, caches and the compiler may keep: no part of it grows with the number of calls. */
    private static final long HEAP_SLACK = 24L << 20;

    private static final long NATIVE_SLACK_KB = 160L << 10;
    /** Taken for what one collection leaves and another does not; a conversation that stays takes some 0.4 MB. */
    static final long LATE_HEAP = 6L << 20;

    /** Taken for what the allocator gives back at one time and not at another. */
    static final long LATE_NATIVE_KB = 64L << 10;

    private static final long SEED = 7;
    /** Between the begins of two faults; less where both halves would be over before each was in force. */
    private static final long BETWEEN_FAULTS_MS = 2_600;
    /** Room for faults that begin late, by a step: a call or a hang-up. */
    private static final int SPARE_FAULTS = 2;

    private static final int THREAD_SLACK = 24;
    private static final int DESCRIPTOR_SLACK = 24;

    /** Of the services that the cascade uses, in turn. */
    private static final List<String> CASCADE_FAULTS = List.of(
            "{\"service\":\"openai\",\"kind\":\"refuse\",\"times\":1}",
            "{\"service\":\"speech\",\"kind\":\"garbage\",\"times\":1}",
            "{\"service\":\"acs\",\"kind\":\"garbage\",\"times\":1}",
            "{\"service\":\"openai\",\"kind\":\"throttle\",\"times\":1}",
            "{\"service\":\"speech\",\"kind\":\"refuse\",\"moment\":\"connect\",\"times\":1}",
            "{\"service\":\"speech\",\"kind\":\"stall\",\"afterMs\":500,\"times\":1}",
            "{\"service\":\"openai\",\"kind\":\"reset\",\"afterMs\":50,\"times\":1}",
            "{\"service\":\"acs\",\"kind\":\"reset\",\"afterMs\":1500,\"times\":1}",
            "{\"service\":\"speech\",\"kind\":\"reset\",\"afterMs\":500,\"times\":2}",
            "{\"service\":\"openai\",\"kind\":\"stall\",\"times\":1}",
            "{\"service\":\"speech\",\"kind\":\"throttle\",\"moment\":\"connect\",\"times\":1}",
            "{\"service\":\"acs\",\"kind\":\"refuse\",\"times\":1}",
            "{\"service\":\"openai\",\"kind\":\"garbage\",\"times\":1}",
            "{\"service\":\"speech\",\"kind\":\"delay\",\"afterMs\":400,\"times\":2}",
            "{\"service\":\"speech\",\"kind\":\"stall\",\"moment\":\"connect\",\"times\":1}");
    /** Of the speech-to-speech model. */
    private static final List<String> BRIDGE_FAULTS = List.of(
            "{\"service\":\"realtime\",\"kind\":\"refuse\",\"moment\":\"connect\",\"share\":0.35}",
            "{\"service\":\"realtime\",\"kind\":\"reset\",\"moment\":\"response\",\"afterMs\":300,\"times\":1}",
            "{\"service\":\"realtime\",\"kind\":\"stall\",\"moment\":\"response\",\"afterMs\":300,\"times\":1}");

    private final Callers callers;
    private final Http emulator;
    private final Http parley;
    private final BenchServer server;
    private final Inside inside;
    private final Terms terms;
    private final List<String> faults;
    private final long betweenFaultsMs;
    private final Random dice;
    private int nextFault;

    /**
     * How hard.
     *
     * @param numbers that are called
     * @param bridged whether a speech-to-speech model answers one of them, which may fail too
     * @param calmMs quiet after the warm-up and after each half, in which pools shrink to what they keep
     * @param mixedMs both halves together
     * @param lettingGoMs longest until all is back, after the last calm
     */
    record Terms(
            List<String> numbers,
            boolean bridged,
            int atOnce,
            long warmUpMs,
            long calmMs,
            long mixedMs,
            long lettingGoMs) {}

    Soak(Callers callers, Http emulator, Http parley, BenchServer server, Inside inside, Terms terms) {
        this.callers = callers;
        this.emulator = emulator;
        this.parley = parley;
        this.server = server;
        this.inside = inside;
        this.terms = terms;
        this.faults = new ArrayList<>(CASCADE_FAULTS);
        if (terms.bridged) {
            faults.addAll(BRIDGE_FAULTS);
        }
        this.betweenFaultsMs = Math.min(BETWEEN_FAULTS_MS, terms.mixedMs / (faults.size() + SPARE_FAULTS));
        this.dice = new Random(SEED);
    }

    /** What the server holds of calls. */
    record Held(long heapBytes, long nativeKb, int threads, int descriptors, int conversations, int sessions) {}

    /** One half of it, and what was held before and after it. */
    record Half(int calls, int faults, double minutes, Held before, Held after) {
        double heapKbPerCall() {
            return (after.heapBytes - before.heapBytes) / 1024.0 / Math.max(1, calls);
        }

        double nativeKbPerCall() {
            return (double) (after.nativeKb - before.nativeKb) / Math.max(1, calls);
        }

        private Half withAfter(Held now) {
            return new Half(calls, faults, minutes, before, now);
        }
    }

    /** How it went. */
    record Outcome(Half first, Half second) {
        int calls() {
            return first.calls + second.calls;
        }

        /** Faults that struck. */
        int faults() {
            return first.faults + second.faults;
        }

        double minutes() {
            return first.minutes + second.minutes;
        }

        /** What is held beyond the base line, or grew in the second half; empty: nothing. */
        List<String> kept() {
            return Soak.kept(first.before, second.before, second.after);
        }
    }

    Outcome run() throws IOException, InterruptedException {
        mixed(terms.warmUpMs);
        var first = half(calm());
        var second = half(first.after);
        var until = System.nanoTime() + terms.lettingGoMs * 1_000_000;
        var outcome = new Outcome(first, second);
        while (!outcome.kept().isEmpty() && System.nanoTime() < until) {
            Thread.sleep(2_000);
            outcome = new Outcome(first, second.withAfter(held()));
        }
        return outcome;
    }

    /** Faults that were never in force. */
    List<String> untried() {
        return faults.subList(Math.min(nextFault, faults.size()), faults.size());
    }

    private Half half(Held before) throws IOException, InterruptedException {
        var started = System.nanoTime();
        var counts = mixed(terms.mixedMs / 2);
        var minutes = (System.nanoTime() - started) / 6e10;
        return new Half(counts[0], counts[1], minutes, before, calm());
    }

    /** What is held when it has been quiet for a while. */
    private Held calm() throws IOException, InterruptedException {
        Thread.sleep(terms.calmMs);
        forgetCalls();
        return held();
    }

    private int[] mixed(long ms) throws IOException, InterruptedException {
        var until = System.nanoTime() + ms * 1_000_000;
        var live = new ArrayList<String>();
        var calls = 0;
        var strikes = 0;
        var faultAt = System.nanoTime();
        while (System.nanoTime() < until) {
            if (live.size() < terms.atOnce) {
                live.add(callers.asksOn(Callee.at16k(terms.numbers.get(dice.nextInt(terms.numbers.size())))));
                calls++;
            } else {
                callers.hangUp(live.remove(dice.nextInt(live.size())));
            }
            if (System.nanoTime() >= faultAt) {
                faultAt += betweenFaultsMs * 1_000_000;
                strikes += faultsEnd();
                emulator.post("/emulator/faults", faults.get(nextFault++ % faults.size()));
            }
            Thread.sleep(dice.nextInt(50, 600));
        }
        strikes += faultsEnd();
        for (var id : live) {
            callers.hangUp(id);
        }
        callers.untilAllAreOver();
        return new int[] {calls, strikes};
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

    private static List<String> kept(Held before, Held half, Held after) {
        var kept = new ArrayList<String>();
        if (after.heapBytes > before.heapBytes + HEAP_SLACK) {
            kept.add("heap");
        }
        if (after.heapBytes > half.heapBytes + LATE_HEAP) {
            kept.add("heap, in the second half");
        }
        if (after.nativeKb > before.nativeKb + NATIVE_SLACK_KB) {
            kept.add("native memory");
        }
        if (after.nativeKb > half.nativeKb + LATE_NATIVE_KB) {
            kept.add("native memory, in the second half");
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
