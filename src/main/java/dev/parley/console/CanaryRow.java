package dev.parley.console;

import dev.parley.personas.CanaryFigures;
import dev.parley.personas.CanaryReport;
import dev.parley.personas.Tally;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One figure of a canary and of the published revision beside it.
 *
 * @param what its name
 * @param canary value with its unit; a dash where it is not known yet
 * @param published the same
 */
public record CanaryRow(String what, String canary, String published) {
    private static final String UNKNOWN = "–";

    public static List<CanaryRow> of(CanaryReport report) {
        return List.of(
                row(report, "Calls", figures -> Long.toString(figures.calls().calls())),
                row(report, "Contained", share(Tally::containment)),
                row(report, "Answers talked into", share(Tally::cutRate)),
                row(report, "Turns with errors", share(Tally::errorRate)),
                row(
                        report,
                        "Median reply",
                        figures -> ms(figures.calls().replies().median())),
                row(report, "Test runs passed", figures -> percent(figures.tests())));
    }

    private static CanaryRow row(CanaryReport report, String what, Function<CanaryFigures, String> value) {
        return new CanaryRow(what, value.apply(report.tried()), value.apply(report.beside()));
    }

    private static Function<CanaryFigures, String> share(ToDoubleFunction<Tally> of) {
        return figures -> percent(
                figures.calls().calls() == 0
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(of.applyAsDouble(figures.calls())));
    }

    private static String percent(OptionalDouble share) {
        return share.isPresent() ? Math.round(share.getAsDouble() * 100) + " %" : UNKNOWN;
    }

    private static String ms(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() + " ms" : UNKNOWN;
    }
}
