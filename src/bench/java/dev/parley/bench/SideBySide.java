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

/** The same questions to personas that answer in different ways, with the published latencies of Azure in between. */
final class SideBySide {
    private static final int AT_ONCE = 6;
    private static final long LONGEST_MS = 150_000;
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
     * @param replyMs of every answered turn, shortest first
     */
    record Row(String way, List<Long> replyMs, int guesses, int right, int wrong, long tokens, long characters) {
        long reply(double quantile) {
            return replyMs.isEmpty()
                    ? 0
                    : replyMs.get(Math.clamp((int) Math.ceil(quantile * replyMs.size()) - 1, 0, replyMs.size() - 1));
        }
    }

    /** Whether the emulator knows the preset; without it the comparison says nothing. */
    boolean possible() throws InterruptedException {
        try {
            emulator.put("/emulator/latency", "{\"preset\":\"azure\"}");
            return true;
        } catch (IOException unknown) {
            return false;
        }
    }

    void over() throws IOException, InterruptedException {
        emulator.put("/emulator/latency", "{\"preset\":\"none\"}");
    }

    /** Calls the number {@link #AT_ONCE} times at once, each asking {@code questions} questions. */
    Row of(String way, String number, int questions) throws IOException, InterruptedException {
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
        var replies = new ArrayList<Long>();
        for (var id : ids) {
            ended(id).get("replyMs").forEach(each -> replies.add(each.asLong()));
        }
        replies.sort(null);
        var said = said(from);
        return new Row(
                way,
                replies,
                count(said, "guess"),
                count(said, "guess right"),
                count(said, "guess wrong"),
                sum(said, "tokens"),
                sum(said, "characters"));
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
                    .filter(line -> line.contains("event=\"guess"))
                    .toList();
        }
    }

    private static int count(List<String> lines, String event) {
        return (int) lines.stream()
                .filter(line -> line.contains("event=\"" + event + "\""))
                .count();
    }

    private static long sum(List<String> lines, String fact) {
        var number = Pattern.compile("\\b" + fact + "=(\\d+)");
        return lines.stream()
                .filter(line -> line.contains("event=\"guess wrong\""))
                .map(number::matcher)
                .filter(Matcher::find)
                .mapToLong(match -> Long.parseLong(match.group(1)))
                .sum();
    }
}
