package dev.parley.personas.http;

import dev.parley.personas.CanaryFigures;
import dev.parley.personas.CanaryReport;
import dev.parley.personas.PersonaHead.Published;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** JSON of how a canary goes. */
public final class CanaryViews {
    private CanaryViews() {}

    /**
     * A canary and the published revision beside it.
     *
     * @param verdict too few calls, nothing to compare, good or worse
     * @param reason the same in a sentence, with numbers
     */
    public record Report(
            String since,
            int percent,
            Set<String> numbers,
            double abortMargin,
            int minCalls,
            Side canary,
            Side published,
            String verdict,
            String reason) {
        static Report of(CanaryReport report) {
            var verdict = report.verdict();
            return new Report(
                    report.canary().since().toString(),
                    report.canary().percent(),
                    report.canary().numbers(),
                    report.policy().abortMargin(),
                    report.policy().minCalls(),
                    Side.of(report.canary().revision(), report.tried()),
                    Side.of(report.published(), report.beside()),
                    verdict.state().words(),
                    verdict.words());
        }
    }

    /**
     * What calls of one revision came to since the canary began; shares are from 0 to 1.
     *
     * @param containment share of calls that caller or agent ended
     * @param cutRate share of turns that callers talked into
     * @param errorRate share of turns in which something went wrong
     * @param medianReplyMs end of speech to the first audio of the answer
     * @param testPassRate share of the required tests' runs that passed, as they were last run
     */
    public record Side(
            Views.InUse revision,
            long calls,
            Double containment,
            Double cutRate,
            Double errorRate,
            Long medianReplyMs,
            Double testPassRate) {
        static Side of(Published revision, CanaryFigures figures) {
            var calls = figures.calls();
            boolean some = calls.calls() > 0;
            return new Side(
                    Views.InUse.of(revision),
                    calls.calls(),
                    some ? calls.containment() : null,
                    some ? calls.cutRate() : null,
                    some ? calls.errorRate() : null,
                    number(calls.replies().median()),
                    number(figures.tests()));
        }
    }

    private static Long number(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() : null;
    }

    private static Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
