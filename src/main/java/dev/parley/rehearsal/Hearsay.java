package dev.parley.rehearsal;

import dev.parley.agents.PersonaTest.Mode;
import dev.parley.conversation.TranscriptEntry;
import dev.parley.conversation.TranscriptEntry.Speaker;
import dev.parley.rehearsal.Performance.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was said in a run, as it was heard: in text mode by the ledger, in voice mode by the caller's ear. */
final class Hearsay {
    /** A recogniser places the beginning of an utterance a little before or behind its first sound. */
    private static final long EARLY_NANOS = 300_000_000;

    private final Performance performance;

    Hearsay(Performance performance) {
        this.performance = performance;
    }

    /** All that the agent said in that time. */
    String ofAgent(Span span) {
        Stream<String> said = performance.mode() == Mode.VOICE
                ? performance.byEar().stream()
                        .filter(heard -> span.holds(heard.fromNanos()))
                        .map(CallersEar.Heard::text)
                : performance.transcript().stream()
                        .filter(entry -> entry.who() == Speaker.AGENT && span.holds(performance.nanosOf(entry)))
                        .map(TranscriptEntry::text);
        return said.collect(Collectors.joining(" "));
    }

    List<TranscriptLine> lines() {
        var agents = performance.transcript().stream()
                .filter(entry -> entry.who() == Speaker.AGENT)
                .toList();
        var lines = new ArrayList<TranscriptLine>();
        for (var entry : performance.transcript()) {
            boolean caller = entry.who() == Speaker.CALLER;
            lines.add(new TranscriptLine(
                    caller ? TranscriptLine.Speaker.CALLER : TranscriptLine.Speaker.AGENT,
                    entry.text(),
                    entry.cut(),
                    entry.offsetMs(),
                    caller ? Optional.empty() : byEar(agents, agents.indexOf(entry))));
        }
        return lines;
    }

    private Optional<String> byEar(List<TranscriptEntry> agents, int which) {
        long from = performance.nanosOf(agents.get(which)) - EARLY_NANOS;
        long until =
                which + 1 < agents.size() ? performance.nanosOf(agents.get(which + 1)) - EARLY_NANOS : Long.MAX_VALUE;
        return Optional.of(performance.byEar().stream()
                        .filter(heard -> new Span(from, until).holds(heard.fromNanos()))
                        .map(CallersEar.Heard::text)
                        .collect(Collectors.joining(" ")))
                .filter(text -> !text.isEmpty());
    }

    /** For a judge: who said what, a line each. */
    String transcript(Span span) {
        return lines().stream()
                .filter(line -> span.holds(performance.beganNanos() + line.offsetMs() * 1_000_000))
                .map(line -> (line.who() == TranscriptLine.Speaker.CALLER ? "Caller: " : "Agent: ")
                        + line.byEar().orElse(line.text())
                        + (line.cut() ? " [cut]" : ""))
                .collect(Collectors.joining("\n"));
    }
}
