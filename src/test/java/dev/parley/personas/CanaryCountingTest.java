package dev.parley.personas;

import static dev.parley.personas.Studio.id;
import static dev.parley.personas.Studio.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.CallOutcome;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.CanaryVerdict.State;
import dev.parley.personas.PersonaHead.Canary;
import dev.parley.personas.PersonaHead.Published;
import dev.parley.personas.PersonaRefused.Why;
import dev.parley.personas.Publishing.Order;
import dev.parley.personas.Publishing.Share;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of a canary counted on several nodes, and what comes of it. Its policy: two calls, a tenth. */
class CanaryCountingTest {
    private final FakeStore store = new FakeStore();
    private final FakeCanaryStore counts = new FakeCanaryStore();
    private final Studio studio = new Studio(store);
    private final CanaryCounting here = counting(studio);

    private CanaryCounting counting(Studio of) {
        return new CanaryCounting(of.node, counts, canaries(of), null);
    }

    private Canaries canaries(Studio of) {
        return new Canaries(store, counts, of.heads, of.format, of.publishing);
    }

    @BeforeEach
    void aCanaryRuns() {
        studio.publishes("desk", "Hello.");
        tries("Good day.");
    }

    private void tries(String greeting) {
        var head = head();
        var saved = studio.drafts
                .save(id("desk"), text("desk", greeting, "canary: {minCalls: 2}"), head.version(), "ed")
                .head();
        var order = new Order("try", Optional.of(new Share(50, Set.of())), Optional.empty());
        studio.publishing.publish(id("desk"), saved.version(), order, "ann");
    }

    private PersonaHead head() {
        return store.head(id("desk")).orElseThrow();
    }

    private CanaryReport report() {
        return canaries(studio).report(id("desk"));
    }

    private CallOutcome ofTheCanary(boolean contained) {
        return call(head().canary().map(Canary::revision).orElseThrow(), contained);
    }

    private CallOutcome ofThePublished() {
        return call(head().published().orElseThrow(), true);
    }

    private static CallOutcome call(Published revision, boolean contained) {
        var began = Instant.now().plusSeconds(1);
        return new CallOutcome(id("desk"), revision.hash(), began, contained, 3, 1, 0, List.of(800L, 900L));
    }

    @Test
    void whatTwoNodesCountedAddsUp() {
        var otherStudio = new Studio(store);
        otherStudio.looks();
        var other = counting(otherStudio);
        here.ended(ofTheCanary(true));
        here.ended(ofThePublished());
        other.ended(ofThePublished());
        other.ended(ofThePublished());
        here.write();
        other.write();

        assertThat(report().tried().calls().calls()).isEqualTo(1);
        assertThat(report().tried().calls().turns()).isEqualTo(3);
        assertThat(report().tried().calls().cuts()).isEqualTo(1);
        assertThat(report().beside().calls().calls()).isEqualTo(3);
        assertThat(report().beside().calls().replies().median()).isPresent();
        assertThat(report().verdict().words()).isEqualTo("1 of 2 calls so far.");
    }

    @Test
    void aServerThatStartsAnewAddsToWhatItCountedBefore() {
        here.ended(ofTheCanary(true));
        here.write();
        var again = counting(studio);
        again.ended(ofTheCanary(true));
        again.write();

        assertThat(report().tried().calls().calls()).isEqualTo(2);
        assertThat(report().verdict().state()).isEqualTo(State.NOTHING_TO_COMPARE);
    }

    @Test
    void whileTheStoreIsAwayCallsAreCountedAndWrittenLaterOnce() {
        counts.away = true;
        here.ended(ofTheCanary(true));
        here.write();
        here.ended(ofTheCanary(true));
        counts.away = false;
        here.write();
        here.write();

        assertThat(report().tried().calls().calls()).isEqualTo(2);
        assertThat(counts.writes).isEqualTo(1);
    }

    @Test
    void aCanaryThatCannotBeJudgedIsTriedAgainWithItsNextCall() {
        counts.unreadable = true;
        twoOfEach(false);
        here.write();
        assertThat(head().canary()).isPresent();

        counts.unreadable = false;
        here.ended(ofTheCanary(false));
        here.write();
        assertThat(head().canary()).isEmpty();
    }

    @Test
    void onlyCallsThatBeganWhileTheCanaryRunsCount() {
        var early = ofThePublished();
        here.ended(new CallOutcome(
                early.persona(), early.revision(), Instant.now().minusSeconds(60), true, 1, 0, 0, List.of()));
        here.ended(new CallOutcome(early.persona(), "another", early.began(), true, 1, 0, 0, List.of()));
        here.ended(new CallOutcome(id("nobody"), early.revision(), early.began(), true, 1, 0, 0, List.of()));
        here.write();

        assertThat(counts.writes).isZero();
        assertThat(report().beside().calls()).isEqualTo(Tally.NONE);
    }

    @Test
    void aWorseCanaryIsAbortedAndTheAuditSaysWhy() {
        twoOfEach(false);
        here.write();

        assertThat(head().canary()).isEmpty();
        assertThat(studio.histories.audit(id("desk")).getLast()).satisfies(deed -> {
            assertThat(deed.who()).isEqualTo("parley");
            assertThat(deed.action()).isEqualTo(Action.CANARY_ABORTED);
            assertThat(deed.comment())
                    .isEqualTo("Worse than the published revision by more than 10 %, over 2 calls against 2:"
                            + " containment 0 % against 100 %.");
        });
        assertThatThrownBy(this::report)
                .isInstanceOfSatisfying(PersonaRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(Why.UNKNOWN));
    }

    private void twoOfEach(boolean contained) {
        for (int i = 0; i < 2; i++) {
            here.ended(ofTheCanary(contained));
            here.ended(ofThePublished());
        }
    }

    @Test
    void aCanaryThatIsAsGoodStays() {
        twoOfEach(true);
        here.write();

        assertThat(head().canary()).isPresent();
        assertThat(report().verdict().state()).isEqualTo(State.GOOD);
    }

    @Test
    void whoPromotesItInTheSameMomentIsObeyed() {
        twoOfEach(false);
        store.before = () -> studio.publishing.promote(id("desk"), head().version(), "I know better", "ann");
        here.write();

        assertThat(head().published().orElseThrow().number()).isEqualTo(2);
        assertThat(studio.histories.audit(id("desk")))
                .extracting(AuditEntry::action)
                .doesNotContain(Action.CANARY_ABORTED);
    }

    @Test
    void whoSavesADraftInTheSameMomentDoesNotSaveTheCanary() {
        twoOfEach(false);
        store.before = () -> studio.drafts.save(id("desk"), text("desk", "Hm."), head().version(), "ed");
        here.write();

        assertThat(head().canary()).isEmpty();
        assertThat(head().draft()).isPresent();
    }

    @Test
    void theSameTextTriedAgainBeginsAtNothing() {
        here.ended(ofTheCanary(true));
        here.write();
        studio.publishing.abort(id("desk"), head().version(), "later", "ann");
        tries("Good day.");

        assertThat(report().tried().calls()).isEqualTo(Tally.NONE);
        here.ended(ofTheCanary(true));
        here.write();
        assertThat(report().tried().calls().calls()).isEqualTo(1);
        assertThat(counts.tallies(id("desk")))
                .as("what was counted before is forgotten")
                .hasSize(1);
    }

    @Test
    void changingItsShareGoesOnCounting() {
        here.ended(ofTheCanary(true));
        studio.publishing.share(id("desk"), new Share(80, Set.of()), head().version(), "ann");
        here.ended(ofTheCanary(true));
        here.write();

        assertThat(report().tried().calls().calls()).isEqualTo(2);
    }
}
