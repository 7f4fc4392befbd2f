package dev.parley.personas.http;

import dev.parley.personas.RunReport;
import dev.parley.rehearsal.RehearsalEvent;
import dev.parley.rehearsal.RehearsalResult;
import dev.parley.rehearsal.ReplyTimes;
import dev.parley.rehearsal.RunResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** JSON of tests that were run. */
@ApplicationScoped
public class TestViews implements RunReport {
    @Override
    public String json(List<RehearsalResult> results) {
        return Json.line(results.stream().map(TestView::of).toList());
    }

    /** One test in one mode. */
    public record TestView(
            String test,
            String mode,
            boolean required,
            boolean passed,
            double passRate,
            double neededPassRate,
            List<RunView> runs) {
        static TestView of(RehearsalResult result) {
            return new TestView(
                    result.test(),
                    result.mode().name().toLowerCase(Locale.ROOT),
                    result.required(),
                    result.passed(),
                    result.passRate(),
                    result.neededPassRate(),
                    result.runs().stream().map(RunView::of).toList());
        }
    }

    /** One call of it. */
    public record RunView(
            boolean passed,
            String fault,
            List<VerdictView> verdicts,
            List<LineView> transcript,
            List<TimesView> latencies,
            String endedHow,
            long lastedMs) {
        static RunView of(RunResult run) {
            return new RunView(
                    run.passed(),
                    run.fault().orElse(null),
                    run.verdicts().stream()
                            .map(verdict -> new VerdictView(
                                    verdict.step().isPresent() ? verdict.step().getAsInt() : null,
                                    verdict.expectation(),
                                    verdict.passed(),
                                    verdict.reason()))
                            .toList(),
                    run.transcript().stream()
                            .map(line -> new LineView(
                                    line.who().name().toLowerCase(Locale.ROOT),
                                    line.text(),
                                    line.cut(),
                                    line.offsetMs(),
                                    line.byEar().orElse(null)))
                            .toList(),
                    run.latencies().stream().map(TimesView::of).toList(),
                    run.endedHow(),
                    run.lastedMs());
        }
    }

    /** Whether an expectation came true; without a step: of the whole call. */
    public record VerdictView(Integer step, String expectation, boolean passed, String reason) {}

    /** A line as it was heard. */
    public record LineView(String who, String text, boolean cut, long offsetMs, String byEar) {}

    /** What followed an act of the caller, in ms. */
    public record TimesView(int step, Long firstSoundMs, Long replyMs, Long bargeInMs) {
        static TimesView of(ReplyTimes times) {
            return new TimesView(
                    times.step(), number(times.firstSound()), number(times.reply()), number(times.bargeIn()));
        }

        private static Long number(OptionalLong value) {
            return value.isPresent() ? value.getAsLong() : null;
        }
    }

    /** Something that happened in a run, for who watches. */
    public record EventView(String event, String test, String mode, Integer run, Boolean passed) {
        static EventView of(RehearsalEvent event) {
            return switch (event) {
                case RehearsalEvent.RunBegan began ->
                    new EventView("runBegan", began.test(), word(began.mode()), began.run(), null);
                case RehearsalEvent.RunEnded ended ->
                    new EventView(
                            "runEnded",
                            ended.test(),
                            word(ended.mode()),
                            ended.run(),
                            ended.result().passed());
                case RehearsalEvent.TestEnded ended ->
                    new EventView(
                            "testEnded",
                            ended.result().test(),
                            word(ended.result().mode()),
                            null,
                            ended.result().passed());
                case RehearsalEvent.Ended ended ->
                    new EventView(
                            "ended", null, null, null, ended.results().stream().allMatch(RehearsalResult::passed));
            };
        }

        private static String word(Enum<?> mode) {
            return mode.name().toLowerCase(Locale.ROOT);
        }
    }
}
