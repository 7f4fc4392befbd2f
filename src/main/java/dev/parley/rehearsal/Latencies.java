package dev.parley.rehearsal;

import dev.parley.agents.CallerStep;
import dev.parley.agents.CallerStep.Act;
import dev.parley.conversation.TurnReport;
import dev.parley.rehearsal.SimulatedCaller.ActTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** How long the caller waited in one run: by the line where sound is meant, by the conversation where the answer is. */
final class Latencies {
    private final Performance performance;
    private final List<CallerStep> steps;

    Latencies(Performance performance, List<CallerStep> steps) {
        this.performance = performance;
        this.steps = steps;
    }

    /** Of each line that the caller said. */
    List<ReplyTimes> all() {
        return performance.acts().stream()
                .filter(act -> steps.get(act.step()).act() instanceof Act.Say)
                .map(this::after)
                .toList();
    }

    private ReplyTimes after(ActTime act) {
        var span = performance.after(act.step());
        var answer = performance.turns().stream()
                .filter(turn -> turn.cause().equals("caller") && span.holds(turn.fromNanos()))
                .findFirst();
        var heard = answer.map(turn -> firstSound(turn, act)).orElse(OptionalLong.empty());
        var told = answer.flatMap(AgentActivity.Turn::report)
                .map(TurnReport::reply)
                .orElse(OptionalLong.empty());
        return new ReplyTimes(act.step() + 1, heard, told.isPresent() ? told : heard, bargeIn(act));
    }

    private OptionalLong firstSound(AgentActivity.Turn turn, ActTime act) {
        return performance.sounds().stream()
                .filter(sound -> sound.turn().equals(turn.id()))
                .mapToLong(sound -> Math.max(0, sound.fromNanos() - act.untilNanos()) / 1_000_000)
                .findFirst();
    }

    /** Until the turn that sounded when the caller began was silent for good. */
    private OptionalLong bargeIn(ActTime act) {
        var cut = performance.sounds().stream()
                .filter(sound -> sound.fromNanos() <= act.fromNanos() && sound.untilNanos() > act.fromNanos())
                .map(RehearsalLine.Sound::turn)
                .filter(id -> performance.turns().stream()
                        .filter(turn -> turn.id().equals(id))
                        .flatMap(turn -> turn.report().stream())
                        .anyMatch(report -> report.how().equals("cut")))
                .findFirst();
        return cut
                .map(id -> performance.sounds().stream()
                        .filter(sound -> sound.turn().equals(id))
                        .mapToLong(RehearsalLine.Sound::untilNanos)
                        .max())
                .orElse(OptionalLong.empty())
                .stream()
                .map(until -> Math.max(0, until - act.fromNanos()) / 1_000_000)
                .findFirst();
    }

    /** That share of the turns was not slower; empty where none was measured. */
    static Optional<Long> percentile(List<ReplyTimes> times, Function<ReplyTimes, OptionalLong> which, double share) {
        var sorted = times.stream()
                .map(which)
                .flatMapToLong(OptionalLong::stream)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Optional.empty() : Optional.of(sorted[(int) Math.ceil(share * sorted.length) - 1]);
    }
}
