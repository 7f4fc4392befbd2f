package dev.parley.rehearsal;

import dev.parley.agents.ExpectedCall;
import dev.parley.agents.ExpectedCall.EndedBy;
import dev.parley.agents.LatencyBudget;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaTest;
import dev.parley.agents.PersonaTest.Mode;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Compares what happened in a run with what its test expects. Thread-safe; waits for the model where a rubric is judged. */
final class Judging {
    private static final double MEDIAN = 0.5;
    private static final double SLOWEST_TWENTIETH = 0.95;

    private final Judge judge;
    private final JsonReader json;

    Judging(Judge judge, JsonReader json) {
        this.judge = judge;
        this.json = json;
    }

    RunResult judged(Persona persona, PersonaTest test, Performance performance) throws InterruptedException {
        var replies = new ReplyJudging(persona, judge, json, performance);
        var times = new Latencies(performance, test.conversation()).all();
        var verdicts = new ArrayList<Verdict>();
        for (int at = 0; at < test.conversation().size(); at++) {
            var expected = test.conversation().get(at).expected();
            if (at < performance.acts().size()) {
                verdicts.addAll(replies.on(expected, performance.after(at), OptionalInt.of(at + 1)));
                if (performance.mode() == Mode.VOICE && expected.reply().isPresent()) {
                    verdicts.add(replyTime(at + 1, expected.reply().get(), times));
                }
            }
        }
        verdicts.addAll(replies.on(test.expected().reply(), performance.whole(), OptionalInt.empty()));
        verdicts.addAll(ofCall(test.expected(), performance));
        if (performance.mode() == Mode.VOICE) {
            verdicts.addAll(ofTimes(test.expected(), times));
            verdicts.addAll(ofBudget(persona.latencyBudget(), performance, times));
        }
        boolean passed = performance.fault().isEmpty() && verdicts.stream().allMatch(Verdict::passed);
        return new RunResult(
                passed,
                performance.fault(),
                verdicts,
                new Hearsay(performance).lines(),
                times,
                performance.turns().stream()
                        .flatMap(turn -> turn.report().stream())
                        .toList(),
                performance.ending().map(Ending::name).orElse("NOT_ENDED"),
                performance.lasted().toMillis());
    }

    private static Verdict replyTime(int step, Duration longest, List<ReplyTimes> times) {
        var measured = times.stream()
                .filter(time -> time.step() == step)
                .flatMap(time -> time.reply().stream().boxed())
                .findFirst();
        return within(OptionalInt.of(step), "the answer comes", longest, measured);
    }

    private static List<Verdict> ofCall(ExpectedCall expected, Performance performance) {
        var verdicts = new ArrayList<Verdict>();
        expected.endedBy().ifPresent(by -> {
            var why = performance.ending();
            boolean right = why.map(Judging::endedBy).equals(Optional.of(Optional.of(by)));
            var how = why.map(Ending::name).orElse("not at all");
            verdicts.add(whole("ended by the " + by.name().toLowerCase(Locale.ROOT), right, "it ended: " + how));
        });
        expected.turnsAtMost().ifPresent(most -> {
            long turns = performance.turns().stream()
                    .filter(turn -> turn.cause().equals("caller"))
                    .count();
            verdicts.add(whole("at most " + most + " answers", turns <= most, "there were " + turns));
        });
        expected.handOff().ifPresent(to -> {
            var targets = Stream.concat(performance.handedTo().stream(), performance.transferredTo().stream())
                    .toList();
            boolean right = targets.stream().anyMatch(to::equalsIgnoreCase);
            var reason = "it was handed to " + (targets.isEmpty() ? "nobody" : String.join(", ", targets));
            verdicts.add(whole("handed to " + to, right, reason));
        });
        return verdicts;
    }

    private static Optional<EndedBy> endedBy(Ending ending) {
        return switch (ending) {
            case AGENT_SAID_GOODBYE, CALLER_SILENT, TOO_LONG -> Optional.of(EndedBy.AGENT);
            case CALLER_HUNG_UP -> Optional.of(EndedBy.CALLER);
            case TRANSFERRED -> Optional.of(EndedBy.TRANSFER);
            default -> Optional.empty();
        };
    }

    private static List<Verdict> ofTimes(ExpectedCall expected, List<ReplyTimes> times) {
        return Stream.of(
                        expected.replyP50()
                                .map(most -> of(
                                        "half of the answers come",
                                        most,
                                        Latencies.percentile(times, ReplyTimes::reply, MEDIAN))),
                        expected.replyP95()
                                .map(most -> of(
                                        "of 20 answers 19 come",
                                        most,
                                        Latencies.percentile(times, ReplyTimes::reply, SLOWEST_TWENTIETH))),
                        expected.firstSound()
                                .map(most -> of(
                                        "something is heard",
                                        most,
                                        Latencies.percentile(times, ReplyTimes::firstSound, 1))),
                        expected.bargeIn()
                                .map(most -> of(
                                        "an interrupted agent is silent",
                                        most,
                                        Latencies.percentile(times, ReplyTimes::bargeIn, 1))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the persona promises for all of its calls. */
    private static List<Verdict> ofBudget(LatencyBudget budget, Performance performance, List<ReplyTimes> times) {
        var verdicts = new ArrayList<Verdict>();
        var replies = Latencies.percentile(times, ReplyTimes::reply, SLOWEST_TWENTIETH);
        budget.reply()
                .filter(most -> replies.isPresent())
                .ifPresent(most -> verdicts.add(of("by the latency budget of 20 answers 19 come", most, replies)));
        budget.firstSound()
                .ifPresent(most ->
                        verdicts.add(of("by the latency budget the greeting sounds", most, greeting(performance))));
        var cuts = Latencies.percentile(times, ReplyTimes::bargeIn, 1);
        budget.bargeIn()
                .filter(most -> cuts.isPresent())
                .ifPresent(
                        most -> verdicts.add(of("by the latency budget an interrupted agent is silent", most, cuts)));
        return verdicts;
    }

    private static Optional<Long> greeting(Performance performance) {
        return performance.sounds().stream()
                .findFirst()
                .map(sound -> Math.max(0, sound.fromNanos() - performance.beganNanos()) / 1_000_000);
    }

    private static Verdict of(String what, Duration longest, Optional<Long> measuredMs) {
        return within(OptionalInt.empty(), what, longest, measuredMs);
    }

    private static Verdict within(OptionalInt step, String what, Duration longest, Optional<Long> measuredMs) {
        boolean right = measuredMs.filter(ms -> ms <= longest.toMillis()).isPresent();
        return new Verdict(
                step,
                what + " within " + longest.toMillis() + " ms",
                right,
                measuredMs.map(ms -> "it took " + ms + " ms").orElse("it did not happen"));
    }

    private static Verdict whole(String expectation, boolean passed, String reason) {
        return new Verdict(OptionalInt.empty(), expectation, passed, reason);
    }
}
