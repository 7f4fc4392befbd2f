package dev.parley.rehearsal;

import dev.parley.agents.ExpectedReply;
import dev.parley.agents.ExpectedReply.Call;
import dev.parley.agents.Persona;
import dev.parley.rehearsal.Performance.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Judges what the agent said and did in some time of one run. */
final class ReplyJudging {
    /** A reason quotes so much of what was said. */
    private static final int LONGEST_QUOTE = 300;

    private final Persona persona;
    private final Judge judge;
    private final JsonReader json;
    private final Performance performance;
    private final Hearsay hearsay;

    ReplyJudging(Persona persona, Judge judge, JsonReader json, Performance performance) {
        this.persona = persona;
        this.judge = judge;
        this.json = json;
        this.performance = performance;
        this.hearsay = new Hearsay(performance);
    }

    /** @param step from 1; empty: the whole call */
    List<Verdict> on(ExpectedReply expected, Span span, OptionalInt step) throws InterruptedException {
        var verdicts = new ArrayList<Verdict>();
        var said = hearsay.ofAgent(span);
        for (var text : expected.says()) {
            boolean found = Texts.contains(said, text);
            verdicts.add(new Verdict(step, "says \"" + text + "\"", found, found ? "it was said" : quote(said)));
        }
        for (var text : expected.doesNotSay()) {
            boolean found = Texts.contains(said, text);
            verdicts.add(new Verdict(
                    step, "does not say \"" + text + "\"", !found, found ? quote(said) : "it was not said"));
        }
        expected.matches().ifPresent(pattern -> verdicts.add(matches(pattern, said, step)));
        if (expected.judge().isPresent()) {
            verdicts.add(judged(expected.judge().get(), span, step));
        }
        expected.calls().forEach(call -> verdicts.add(called(call, span, step)));
        return verdicts;
    }

    private static Verdict matches(String pattern, String said, OptionalInt step) {
        var expectation = "matches " + pattern;
        try {
            boolean found = Texts.matches(said, pattern);
            return new Verdict(step, expectation, found, found ? "it matches" : quote(said));
        } catch (Texts.TooCostly e) {
            return new Verdict(step, expectation, false, e.getMessage());
        }
    }

    private Verdict judged(String rubric, Span span, OptionalInt step) throws InterruptedException {
        var transcript = hearsay.transcript(span);
        var opinion = judge.on(
                transcript.length() > Texts.LONGEST ? transcript.substring(0, Texts.LONGEST) : transcript,
                rubric,
                persona.model().deployment());
        return new Verdict(step, "is judged: " + rubric, opinion.passed(), opinion.reason());
    }

    private Verdict called(Call expected, Span span, OptionalInt step) {
        var calls = performance.calls().stream()
                .filter(made -> span.holds(made.atNanos()) && made.call().name().equals(expected.tool()))
                .toList();
        boolean right = calls.stream().anyMatch(made -> json.object(made.call().arguments())
                .filter(given -> Arguments.hold(given, expected.with()))
                .isPresent());
        var with = expected.with().isEmpty() ? "" : " with " + expected.with();
        var reason = right
                ? "it was called"
                : calls.isEmpty()
                        ? "it was not called"
                        : "it was called with "
                                + String.join(
                                        "; ",
                                        calls.stream()
                                                .map(made ->
                                                        shortened(made.call().arguments()))
                                                .toList());
        return new Verdict(step, "calls " + expected.tool() + with, right, reason);
    }

    private static String quote(String said) {
        return said.isBlank() ? "the agent said nothing" : "the agent said: " + shortened(said);
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + " ..." : text;
    }
}
