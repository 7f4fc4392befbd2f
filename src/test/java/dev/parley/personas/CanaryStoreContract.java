package dev.parley.personas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.PersonaId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What counting and judging canaries relies on; every store passes it. */
public abstract class CanaryStoreContract {
    private static final Instant SINCE = Instant.parse("2026-05-01T09:00:00.123Z");
    private static final Tally SOME = new Tally(3, 2, 9, 1, 1, ReplyCounts.NONE.plus(List.of(800L, 900L, 12_000L)));

    private final PersonaId desk = new PersonaId("desk-" + UUID.randomUUID());
    private final CanaryRun canary = new CanaryRun(desk, "hash", SINCE);

    /** May hold what other tests left, except of personas of this one. */
    protected abstract CanaryStore store();

    @Test
    void whatANodeCountedIsReadAsItWasKept() {
        var tally = new NodeTally(canary, "node-1", SOME, SOME.plus(SOME));
        store().keep(tally);

        assertThat(store().tallies(desk)).containsExactly(tally);
        assertThat(store().tallies(new PersonaId("nobody"))).isEmpty();
    }

    @Test
    void aNodeKeepsItsNewestCountOfACanaryInPlaceOfTheOneBefore() {
        store().keep(new NodeTally(canary, "node-1", SOME, Tally.NONE));
        var newest = new NodeTally(canary, "node-1", SOME.plus(SOME), SOME);
        store().keep(newest);
        store().keep(newest);

        assertThat(store().tallies(desk)).containsExactly(newest);
    }

    @Test
    void nodesAndCanariesDoNotDisturbEachOther() {
        var later = new CanaryRun(desk, "hash", SINCE.plusMillis(1));
        var all = List.of(
                new NodeTally(canary, "node-1", SOME, SOME),
                new NodeTally(canary, "node-2", SOME, Tally.NONE),
                new NodeTally(later, "node-1", Tally.NONE, SOME));
        all.forEach(store()::keep);
        assertThat(store().tallies(desk)).containsExactlyInAnyOrderElementsOf(all);

        store().forget(all.get(0));
        store().forget(all.get(0));
        assertThat(store().tallies(desk)).containsExactlyInAnyOrder(all.get(1), all.get(2));
    }
}
