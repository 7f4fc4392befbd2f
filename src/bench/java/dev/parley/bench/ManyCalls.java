package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Many callers at once, 16 and 24 kHz in turns, every third of them barging in; then says whether each heard every sentence
 * whole, without a gap over 40 ms, and whether each cut stopped within one frame of the stop message. Needs a running local
 * mode and nothing else: {@code java src/bench/java/dev/parley/bench/ManyCalls.java 20}, at {@code -Dserver.url} and {@code
 * -Demulator.url}. Waits until the server is ready. A first round warms the server up and does not count; a second argument
 * {@code cold} leaves it out. Exits with 1 if one was not served well.
 */
public final class ManyCalls {
    private static final String EMULATOR = System.getProperty("emulator.url", "http://localhost:9090");
    private static final String SERVER = System.getProperty("server.url", "http://localhost:9080");
    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(120);
    private static final int MOST_GAP_MS = 40;
    private static final int FRAME_MS = 20;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private ManyCalls() {}

    public static void main(String[] arguments) throws Exception {
        var calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        if (calls < 1 || calls > 200) {
            throw new IllegalArgumentException("how many calls: 1 to 200");
        }
        var bench = new ManyCalls();
        bench.awaitReady();
        if (arguments.length < 2 || !arguments[1].equals("cold")) {
            System.out.printf("warming up: a round of %d calls that does not count%n", calls);
            bench.warmUp(calls);
        }
        System.exit(bench.run(calls) ? 0 : 1);
    }

    private void awaitReady() throws InterruptedException {
        var ready = HttpRequest.newBuilder(URI.create(SERVER + "/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        var deadline = Instant.now().plus(READY_WITHIN);
        while (!answersWell(ready)) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("not ready within " + READY_WITHIN + ": " + SERVER + "/health/ready");
            }
            Thread.sleep(200);
        }
    }

    private boolean answersWell(HttpRequest ready) throws InterruptedException {
        try {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYetListening) {
            return false;
        }
    }

    /** A server that has just started compiles its code while the first calls run; what it can do shows after that. */
    private void warmUp(int calls) throws Exception {
        var deadline = Instant.now().plus(LONGEST_CALL);
        var ids = new ArrayList<String>();
        for (var index = 0; index < calls; index++) {
            ids.add(place(index));
        }
        for (var id : ids) {
            untilEnded(id, deadline);
        }
    }

    private boolean run(int calls) throws Exception {
        var started = Instant.now();
        var ids = new ArrayList<String>();
        for (var index = 0; index < calls; index++) {
            ids.add(place(index));
        }
        System.out.printf(
                "%-4s %-6s %-9s %7s %7s %6s %9s %9s  %s%n",
                "call", "rate", "ended by", "heard", "cuts", "gap ms", "stop ms", "reply ms", "verdict");
        var well = true;
        for (var index = 0; index < calls; index++) {
            well &= report(index, untilEnded(ids.get(index), started.plus(LONGEST_CALL)));
        }
        System.out.printf(
                "%d calls in %d s: %s%n",
                calls,
                Duration.between(started, Instant.now()).toSeconds(),
                well ? "every caller was served well" : "NOT every caller was served well");
        return well;
    }

    private static boolean bargesIn(int index) {
        return index % 3 == 2;
    }

    private static int rate(int index) {
        return index % 2 == 0 ? 16_000 : 24_000;
    }

    private String place(int index) throws IOException, InterruptedException {
        var speech = bargesIn(index)
                ? "{\"bargeIn\":\"Excuse me, when are you open on Saturday?\",\"afterWords\":3,\"pauses\":false}"
                : "{\"say\":\"When are you open on Monday?\",\"pauses\":false}";
        var body =
                "{\"from\":\"+1555030%04d\",\"to\":\"+15550100001\",\"sampleRate\":%d,\"ear\":\"tone\",\"script\":[%s,{\"hangUp\":true}]}"
                        .formatted(index, rate(index), speech);
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(EMULATOR + "/emulator/calls"))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(10))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IOException("the emulator refused a call: " + answer.statusCode() + " " + answer.body());
        }
        return all(answer.body(), "\"id\":\"([^\"]+)\"").get(0);
    }

    private String untilEnded(String id, Instant deadline) throws IOException, InterruptedException {
        while (true) {
            var view = http.send(
                            HttpRequest.newBuilder(URI.create(EMULATOR + "/emulator/calls/" + id))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            if (view.contains("\"state\":\"ended\"") || Instant.now().isAfter(deadline)) {
                return view;
            }
            Thread.sleep(250);
        }
    }

    private boolean report(int index, String view) {
        var cuts = all(view, "\"cutAfterWord\":(null|\\d+)");
        var cut = cuts.stream().filter(after -> !after.equals("null")).count();
        var gap = number(view, "maxGapMs");
        var afterStop = number(view, "playedAfterStopMs");
        var replies = all(view, "\"replyMs\":\\[([^\\]]*)\\]");
        var faults = new ArrayList<String>();
        if (!view.contains("\"state\":\"ended\"")) {
            faults.add("not ended");
        }
        if (cuts.size() < 2) {
            faults.add("greeting or answer not heard");
        }
        if (cut > (bargesIn(index) ? 1 : 0)) {
            faults.add("sentence not whole");
        }
        if (gap > MOST_GAP_MS) {
            faults.add("gap");
        }
        if (afterStop > FRAME_MS) {
            faults.add("played after stop");
        }
        System.out.printf(
                "%-4d %-6d %-9s %7d %7d %6d %9d %9s  %s%n",
                index,
                rate(index),
                first(view, "\"endedBy\":\"?([a-z]+)"),
                cuts.size(),
                cut,
                gap,
                afterStop,
                replies.isEmpty() ? "" : replies.get(0),
                faults.isEmpty() ? "well" : String.join(", ", faults));
        return faults.isEmpty();
    }

    private static int number(String view, String name) {
        return all(view, "\"" + name + "\":(-?\\d+)").stream()
                .mapToInt(Integer::parseInt)
                .max()
                .orElseThrow(() -> new IllegalStateException("the emulator's view lacks " + name));
    }

    private static String first(String view, String pattern) {
        return all(view, pattern).stream().findFirst().orElse("");
    }

    private static List<String> all(String view, String pattern) {
        return Pattern.compile(pattern)
                .matcher(view)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
