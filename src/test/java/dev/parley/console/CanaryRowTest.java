package dev.parley.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.CanaryPolicy;
import dev.parley.agents.PersonaId;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.CanaryFigures;
import dev.parley.personas.CanaryReport;
import dev.parley.personas.ChainEnd;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaHead.About;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Change;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.ReplyCounts;
import dev.parley.personas.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryRowTest {
    private static final Instant AT = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void figuresHaveTheirUnitsAndWhatIsNotKnownIsADash() {
        var tried = new Tally(12, 11, 40, 2, 1, ReplyCounts.NONE);
        var report = new CanaryReport(
                head(),
                new Canary(revision(2), 25, Set.of(), AT),
                revision(1),
                CanaryPolicy.USUAL,
                new CanaryFigures(tried, OptionalDouble.of(0.75)),
                new CanaryFigures(Tally.NONE, OptionalDouble.empty()));

        assertThat(CanaryRow.of(report))
                .containsExactly(
                        new CanaryRow("Calls", "12", "0"),
                        new CanaryRow("Contained", "92 %", "–"),
                        new CanaryRow("Answers talked into", "5 %", "–"),
                        new CanaryRow("Turns with errors", "3 %", "–"),
                        new CanaryRow("Median reply", "–", "–"),
                        new CanaryRow("Test runs passed", "75 %", "–"));
    }

    private static Published revision(long number) {
        return new Published(number, "hash-" + number, "text", "ann", AT);
    }

    private static PersonaHead head() {
        return new PersonaHead(
                new PersonaId("desk"),
                new About("Desk", "", List.of()),
                Optional.of(revision(1)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PersonaHead.NO_TOOLS,
                ChainEnd.NONE,
                ChainEnd.NONE,
                new Change("ann", Action.CANARY_STARTED, AT),
                false,
                "1");
    }
}
