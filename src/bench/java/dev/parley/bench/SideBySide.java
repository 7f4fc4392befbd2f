package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The same questions to personas that answer in different ways, with the published latencies of Azure in between. */
final class SideBySide {
    private static final int AT_ONCE = 8;
    private static final long LONGEST_MS = 300_000;
    /** So many of all services the emulator keeps; older ones are not counted then. */
    private static final int MOST_REQUESTS = 2_000;

    private static final List<String> QUESTIONS = List.of(
            "When are you open on Monday?",
            "Where can I park my car?",
            "How long does a first consultation take?",
            "Where is your office, please?",
            "What does the first meeting cost me?");

    private final Callers callers;
    private final Http emulator;
    private final Path log;

    /** @param log the server's messages, in which it says what became of its guesses */
    SideBySide(Callers callers, Http emulator, Path log) {
        this.callers = callers;
        this.emulator = emulator;
        this.log = log;
    }

    /**
     * How one persona did.
     *
     * @param soundMs the first agent audio of every answered turn at the caller's ear, shortest first
     * @param replyMs the first content-bearing audio of the same turns by Parley's own clock, without the network, shortest first
     * @param asked what came to the model
     * @param unconfirmed how often a partial was answered because its final had not come
     * @param corrected how often a final then said something else, and was answered anew
     */
    record Row(
            String way,
            List<Long> soundMs,
            List<Long> replyMs,
            Asked asked,
            int guesses,
            int right,
            int wrong,
            int unconfirmed,
            int corrected,
            long tokens,
            long characters) {
        static long quantile(List<Long> sorted, double quantile) {
            return sorted.isEmpty()
                    ? 0
                    : sorted.get(Math.clamp((int) Math.ceil(quantile * sorted.size()) - 1, 0, sorted.size() - 1));
        }
    }

    /**
     * Chat requests that came in, whatever became of them.
     *
     * @param promptTokens in all of them
     * @param whole whether the emulator still knew all of them
     */
    record Asked(int questions, long promptTokens, boolean whole) {}

    void over() throws IOException, InterruptedException {
        emulator.put("/emulator/latency", "{\"preset\":\"none\"}");
    }

    /** Calls the number {@link #AT_ONCE} times at once, each asking {@code questions} questions. */
    Row of(String way, String number, int questions) throws IOException, InterruptedException {
        emulator.put("/emulator/latency", "{\"preset\":\"azure\"}"); // the draws begin anew: the same row for each way
        emulator.delete("/emulator/requests");
        var from = Files.size(log);
        var ids = new ArrayList<String>();
        for (var call = 0; call < AT_ONCE; call++) {
            var steps = new ArrayList<String>();
            for (var index = 0; index < questions; index++) {
                steps.add("{\"say\":\"" + QUESTIONS.get((call + index) % QUESTIONS.size()) + "\",\"pauses\":"
                        + (index % 2 == 1) + "}");
            }
            steps.add("{\"hangUp\":true}");
            ids.add(callers.calls(number, steps));
            Thread.sleep(300);
        }
        var sounds = new ArrayList<Long>();
        for (var id : ids) {
            ended(id).get("replyMs").forEach(each -> sounds.add(each.asLong()));
        }
        sounds.sort(null);
        var said = said(from);
        return new Row(
                way,
                sounds,
                values(said, "turn ended", "reply_ms").sorted().boxed().toList(),
                asked(),
                count(said, "guess"),
                count(said, "guess right"),
                count(said, "guess wrong"),
                count(said, "partial taken for the utterance"),
                count(said, "corrected"),
                sum(said, "tokens"),
                sum(said, "characters"));
    }

    private Asked asked() throws IOException, InterruptedException {
        var questions = 0;
        var promptTokens = 0L;
        var requests = emulator.get("/emulator/requests");
        for (var request : requests) {
            if (request.get("what").asText().endsWith("/chat/completions")) {
                questions++;
                promptTokens += request.get("notes").path("promptTokens").asLong();
            }
        }
        return new Asked(questions, promptTokens, requests.size() < MOST_REQUESTS);
    }

    private JsonNode ended(String id) throws IOException, InterruptedException {
        var since = System.nanoTime();
        while (true) {
            var view = callers.view(id);
            if (view.get("state").asText().equals("ended")) {
                return view;
            }
            if ((System.nanoTime() - since) / 1_000_000 > LONGEST_MS) {
                callers.hangUp(id);
                return view;
            }
            Thread.sleep(250);
        }
    }

    private List<String> said(long from) throws IOException {
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("\\\"", "\"")
                    .lines()
                    .filter(line -> line.contains("event=\""))
                    .toList();
        }
    }

    private static int count(List<String> lines, String event) {
        return (int) lines.stream()
                .filter(line -> line.contains("event=\"" + event + "\""))
                .count();
    }

    private static long sum(List<String> lines, String fact) {
        return values(lines, "guess wrong", fact).sum();
    }

    private static LongStream values(List<String> lines, String event, String fact) {
        var number = Pattern.compile("\\b" + fact + "=(\\d+)");
        return lines.stream()
                .filter(line -> line.contains("event=\"" + event + "\""))
                .map(number::matcher)
                .filter(Matcher::find)
                .mapToLong(match -> Long.parseLong(match.group(1)));
    }
}
