package dev.parley.personas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.agents.PersonaId;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.AuditEntry.Deed;
import dev.parley.personas.PersonaHead.About;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Change;
import dev.parley.personas.PersonaHead.Draft;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.PersonaHead.Tested;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What everybody who works on personas relies on; every store passes it. */
public abstract class PersonaStoreContract {
    private static final Instant AT = Instant.parse("2026-05-01T09:00:00.123Z");

    private final PersonaId desk = new PersonaId("desk-" + UUID.randomUUID());

    /** May hold what other tests left, except under ids of this one. */
    protected abstract PersonaStore store();

    @Test
    void preparingItAgainChangesNothing() {
        var stored = store().commit(head(desk), List.of(), List.of());
        store().prepare();
        store().prepare();

        assertThat(store().head(desk)).contains(stored);
    }

    @Test
    void aHeadIsReadAsItWasCommitted() {
        var first = revision(ChainEnd.NONE, "one");
        var deed = deed(ChainEnd.NONE, Action.PUBLISHED);
        var head = new PersonaHead(
                desk,
                new About("Desk", "Answers.", List.of("voice", "front")),
                Optional.of(Published.of(first)),
                Optional.of(Draft.of("two", "ed", AT)),
                Optional.of(new Canary(Published.of(first), 30, Set.of("+15550001"), AT)),
                Optional.of(new Tested(Chain.content("two"), "run-1", AT)),
                "[{\"name\":\"show\",\"x\":1.5}]",
                first.end(),
                deed.end(),
                new Change("ann", Action.PUBLISHED, AT),
                false,
                "");

        var stored = store().commit(head, List.of(first), List.of(deed));

        assertThat(stored.version()).isNotEmpty();
        assertThat(stored).isEqualTo(head.stored(stored.version()));
        assertThat(store().head(desk)).contains(stored);
        assertThat(store().everything().heads()).contains(stored);
        assertThat(store().head(new PersonaId("nobody-" + UUID.randomUUID()))).isEmpty();
    }

    @Test
    void historyComesByNumber() {
        var first = revision(ChainEnd.NONE, "one");
        var second = revision(first.end(), "two");
        var created = deed(ChainEnd.NONE, Action.CREATED);
        var published = deed(created.end(), Action.PUBLISHED);
        var stored = store().commit(head(desk), List.of(first), List.of(created));
        store().commit(stored, List.of(second), List.of(published));

        assertThat(store().revisions(desk)).containsExactly(first, second);
        assertThat(store().revision(desk, second.hash())).contains(second);
        assertThat(store().revision(desk, Chain.content("three"))).isEmpty();
        assertThat(store().audit(desk.value())).containsExactly(created, published);
        assertThat(store().audit()).containsSubsequence(created, published);
    }

    @Test
    void whoDecidedOnAnOlderVersionIsOvertakenAndNothingOfItIsKept() {
        var read = store().commit(head(desk), List.of(), List.of());
        var newer = store().commit(read, List.of(), List.of(deed(ChainEnd.NONE, Action.CREATED)));
        var late = revision(ChainEnd.NONE, "late");

        assertThatThrownBy(() -> store().commit(read, List.of(late), List.of(deed(newer.audit(), Action.PUBLISHED))))
                .isInstanceOf(Overtaken.class);
        assertThat(store().head(desk)).contains(newer);
        assertThat(store().revisions(desk)).isEmpty();
        assertThat(store().audit(desk.value())).hasSize(1);
    }

    @Test
    void aPersonaIsCreatedOnceAndAnEntryOfItsHistoryIsWrittenOnce() {
        var deed = deed(ChainEnd.NONE, Action.CREATED);
        var stored = store().commit(head(desk), List.of(), List.of(deed));

        assertThatThrownBy(() -> store().commit(head(desk), List.of(), List.of()))
                .isInstanceOf(Overtaken.class);
        assertThatThrownBy(() -> store().commit(stored, List.of(), List.of(deed)))
                .isInstanceOf(Overtaken.class);
        assertThat(store().head(desk)).contains(stored);
    }

    @Test
    void changesAreToldFromAMarkOn() {
        var before = store().commit(head(desk), List.of(), List.of());
        var mark = store().everything().mark();
        assertThat(store().changesSince(mark).heads()).isEmpty();

        var after = store().commit(before, List.of(revision(ChainEnd.NONE, "one")), List.of());

        var told = store().changesSince(mark);
        assertThat(told.heads()).containsExactly(after);
        assertThat(told.catalog()).isEmpty();
        assertThat(store().changesSince(told.mark()).heads()).isEmpty();
    }

    @Test
    void theCatalogIsOneDocumentThatIsChangedOverTheVersionThatWasRead() {
        var read = store().catalog();
        var mark = store().everything().mark();
        var deed = AuditEntry.after(
                read.audit(), AuditEntry.CATALOG, AT, new Deed("ann", Action.DEFAULT_CHANGED, "", desk.value(), ""));
        var wanted = new Catalog(
                Optional.of(desk),
                Map.of("+15550001", desk),
                Map.of(desk, Set.of(new PersonaId("orders"))),
                Map.of(new PersonaId("old"), AT),
                deed.end(),
                read.version());

        var stored = store().commit(wanted, List.of(deed));

        assertThat(store().catalog()).isEqualTo(stored);
        assertThat(stored.byDefault()).contains(desk);
        assertThat(stored.numbers()).isEqualTo(wanted.numbers());
        assertThat(stored.handOffs()).isEqualTo(wanted.handOffs());
        assertThat(stored.leaving()).isEqualTo(wanted.leaving());
        assertThat(store().changesSince(mark).catalog()).contains(stored);
        assertThat(store().audit(AuditEntry.CATALOG)).endsWith(deed);
        assertThatThrownBy(() -> store().commit(wanted, List.of())).isInstanceOf(Overtaken.class);
    }

    @Test
    void aClaimHoldsUntilItsTimeIsOver() {
        var held = "held-" + UUID.randomUUID();
        var brief = "brief-" + UUID.randomUUID();

        assertThat(store().claim(held, "a", Duration.ofMinutes(1))).isTrue();
        assertThat(store().claim(held, "b", Duration.ofMinutes(1))).isFalse();
        assertThat(store().claim(held, "a", Duration.ofMinutes(1))).isFalse();
        assertThat(store().claim(brief, "a", Duration.ofMillis(1))).isTrue();
        await("the claim runs out").atMost(Duration.ofSeconds(5)).until(() -> store().claim(
                        brief, "b", Duration.ofMinutes(1)));
    }

    @Test
    void runsOfTestsAreKeptNewestFirst() {
        var older = new TestRun("r1", desk, "hash", "ed", AT, false, OptionalDouble.empty(), "[{\"test\":\"a\"}]");
        var newer = new TestRun("r2", desk, "hash", "ed", AT.plusSeconds(1), true, OptionalDouble.of(0.75), "[]");
        store().keep(older);
        store().keep(newer);
        store().keep(newer);

        assertThat(store().runs(desk)).containsExactly(newer, older);
        assertThat(store().run(desk, "r1")).contains(older);
        assertThat(store().run(desk, "r3")).isEmpty();
    }

    @Test
    void copiedHistoryIsTheSameAndAmongAllDeedsItIsToldOnce() {
        var first = revision(ChainEnd.NONE, "one");
        var created = deed(ChainEnd.NONE, Action.CREATED);
        var published = deed(created.end(), Action.PUBLISHED);
        store().commit(head(desk), List.of(first), List.of(created, published));
        var renamed = new PersonaId(desk.value().replace("desk", "bar"));

        store().copy(renamed, List.of(first), List.of(created));
        store().copy(renamed, store().revisions(desk), store().audit(desk.value()));

        assertThat(store().head(renamed)).isEmpty();
        assertThat(store().revisions(renamed)).containsExactly(first);
        assertThat(store().revision(renamed, first.hash())).contains(first);
        assertThat(store().audit(renamed.value())).containsExactly(created, published);
        assertThat(store().audit()).containsOnlyOnce(created, published);
        assertThat(store().audit(AT.plusSeconds(1), 500)).containsOnlyOnce(created, published);
    }

    @Test
    void theNewestDeedsOnAnythingComeAPageAtATime() {
        var created = deed(ChainEnd.NONE, Action.CREATED);
        var published = deed(created.end(), Action.PUBLISHED);
        store().commit(head(desk), List.of(), List.of(created, published));

        assertThat(store().audit(published.at(), 500)).containsSubsequence(published, created);
        assertThat(store().audit(created.at(), 500)).contains(created).doesNotContain(published);
        assertThat(store().audit(published.at(), 1)).hasSize(1);
    }

    private static PersonaHead head(PersonaId id) {
        return new PersonaHead(
                id,
                new About(id.value(), "", List.of()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PersonaHead.NO_TOOLS,
                ChainEnd.NONE,
                ChainEnd.NONE,
                new Change("ann", Action.CREATED, AT),
                false,
                "");
    }

    private Revision revision(ChainEnd end, String text) {
        return Revision.after(end, desk, text, "ann", AT.plusMillis(end.number()), "because");
    }

    private AuditEntry deed(ChainEnd end, Action action) {
        return AuditEntry.after(
                end, desk.value(), AT.plusMillis(end.number()), new Deed("ann", action, "", "hash", "because"));
    }
}
