package dev.parley.personas;

import static dev.parley.personas.Studio.id;
import static dev.parley.personas.Studio.order;
import static dev.parley.personas.Studio.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaFormat.Severity;
import dev.parley.personas.PersonaHead.State;
import dev.parley.personas.PersonaRefused.Why;
import dev.parley.personas.Publishing.Order;
import dev.parley.personas.Publishing.Share;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** From a draft to what callers hear, and back. */
class PublishingTest {
    private final Studio studio = new Studio();

    @Test
    void nobodyHearsADraft() {
        studio.drafts.create(Optional.of(id("desk")), text("desk", "Hello."), "ed");

        assertThat(studio.published.find(id("desk"))).isEmpty();
        assertThat(studio.node.find(id("desk")).orElseThrow().head().state()).isEqualTo(State.DRAFT);
    }

    @Test
    void whatIsPublishedIsHeardAtOnceAndADraftBesideItIsNot() {
        var first = studio.publishes("desk", "Hello.");
        studio.drafts.save(id("desk"), text("desk", "Good day."), first.version(), "ed");

        assertThat(greeting("desk")).contains("Hello.");
        assertThat(studio.node.find(id("desk")).orElseThrow().head().state()).isEqualTo(State.CHANGED);
    }

    @Test
    void anyRevisionComesBackByOneRequest() {
        var first = studio.publishes("desk", "Hello.");
        var second = studio.publishes("desk", "Good day.");
        var back = studio.publishing.rollBack(
                id("desk"), first.published().orElseThrow().hash(), second.version(), "confusing", "ann");

        assertThat(greeting("desk")).contains("Hello.");
        assertThat(back.published().orElseThrow().number()).isEqualTo(1);
        assertThat(studio.histories.revisions(id("desk")))
                .extracting(Revision::number)
                .containsExactly(1L, 2L);
        assertThat(studio.histories.verify(id("desk")).broken()).isEmpty();
    }

    @Test
    void theSameTextIsTheSameRevision() {
        studio.publishes("desk", "Hello.");
        studio.publishes("desk", "Good day.");
        studio.publishes("desk", "Hello.");

        assertThat(studio.histories.revisions(id("desk"))).hasSize(2);
        assertThat(greeting("desk")).contains("Hello.");
    }

    @Test
    void whereThisServerHasNoRealtimeModelAPersonaThatNeedsOneIsPublishedWithAWarning() {
        var realtime = text("desk", "Hello.", "pipeline: realtime", "voice: marin");
        var bare = new Studio(new FakeStore(), false);

        var saved = bare.drafts.create(Optional.of(id("desk")), realtime, "ed");

        assertThat(saved.reading().persona()).isPresent();
        assertThat(saved.reading().findings())
                .filteredOn(finding -> finding.path().equals("parley.pipeline"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.message()).contains("parley.realtime.deployment");
                });
        bare.publishing.publish(id("desk"), saved.head().version(), order(""), "ann");
        assertThat(studio.drafts
                        .create(Optional.of(id("desk")), realtime, "ed")
                        .reading()
                        .findings())
                .isEmpty();
    }

    @Test
    void aFaultyDraftIsKeptAndNotPublished() {
        var saved = studio.drafts.create(Optional.of(id("desk")), text("desk", "Hello.", "tools: [fly]"), "ed");

        assertThat(saved.reading().persona()).isEmpty();
        assertThatThrownBy(
                        () -> studio.publishing.publish(id("desk"), saved.head().version(), order(""), "ann"))
                .isInstanceOfSatisfying(PersonaRefused.class, refused -> {
                    assertThat(refused.why()).isEqualTo(Why.FAULTY);
                    assertThat(refused.findings()).isNotEmpty();
                });
        assertThat(studio.published.find(id("desk"))).isEmpty();
    }

    @Test
    void whoReadAnOlderVersionIsToldWhatChanged() {
        var read = studio.drafts
                .create(Optional.of(id("desk")), text("desk", "Hello."), "ed")
                .head();
        studio.drafts.save(id("desk"), text("desk", "Good day."), read.version(), "eve");

        assertThatThrownBy(() -> studio.drafts.save(id("desk"), text("desk", "Hi."), read.version(), "ed"))
                .isInstanceOfSatisfying(PersonaRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(Why.STALE))
                .hasMessageContaining("draft saved by eve");
    }

    @Test
    void whoIsOvertakenInTheSameMomentIsToldToo() {
        var read = studio.drafts
                .create(Optional.of(id("desk")), text("desk", "Hello."), "ed")
                .head();
        var other = new Studio(studio.store);
        studio.store.before = () -> other.drafts.save(id("desk"), text("desk", "Good day."), read.version(), "eve");

        assertThatThrownBy(() -> studio.publishing.publish(id("desk"), read.version(), order(""), "ann"))
                .hasMessageContaining("draft saved by eve");
        assertThat(studio.published.find(id("desk"))).isEmpty();
    }

    @Test
    void aCanaryIsHeardByItsShareAndEachCallerAlwaysHearsTheSame() {
        studio.publishes("desk", "Hello.");
        canary("desk", "Good day.", new Share(50, Set.of()));

        var callers = IntStream.range(0, 400)
                .mapToObj(number -> "+1555%04d".formatted(number))
                .toList();
        var getIt = callers.stream()
                .filter(caller -> hears(caller).equals("Good day."))
                .toList();
        assertThat(getIt).hasSizeBetween(140, 260);
        assertThat(callers.stream()
                        .filter(caller -> hears(caller).equals("Good day."))
                        .toList())
                .isEqualTo(getIt);
        assertThat(greeting("desk")).contains("Hello.");
    }

    @Test
    void aCanaryIsHeardByTheNumbersItNames() {
        studio.publishes("desk", "Hello.");
        canary("desk", "Good day.", new Share(0, Set.of("+15550001")));

        assertThat(hears("+15550001")).isEqualTo("Good day.");
        assertThat(hears("+15550002")).isEqualTo("Hello.");
    }

    @Test
    void aPromotedCanaryIsHeardByAllAndAnAbortedOneByNobody() {
        studio.publishes("desk", "Hello.");
        var tried = canary("desk", "Good day.", new Share(100, Set.of()));
        studio.publishing.abort(id("desk"), tried.version(), "worse", "ann");
        assertThat(hears("+15550001")).isEqualTo("Hello.");

        var again = canary("desk", "Good morning.", new Share(1, Set.of()));
        studio.publishing.promote(id("desk"), again.version(), "better", "ann");
        assertThat(hears("+15550001")).isEqualTo("Good morning.");
        assertThat(studio.histories.verify(id("desk")).broken()).isEmpty();
    }

    @Test
    void aCallFindsTheRevisionItBeganWith() {
        var first = studio.publishes("desk", "Hello.").published().orElseThrow();
        studio.publishes("desk", "Good day.");

        assertThat(studio.published.find(id("desk"), first.hash()).flatMap(Persona::greeting))
                .contains("Hello.");
    }

    @Test
    void otherNodesHearOfItByLooking() {
        var other = new Studio(studio.store);
        studio.publishes("desk", "Hello.");
        var mark = other.store.everything().mark();
        other.looks();
        studio.publishes("desk", "Good day.");
        other.store.changesSince(mark).heads().forEach(other.node::learn);

        assertThat(other.published.find(id("desk")).flatMap(Persona::greeting)).contains("Good day.");
    }

    @Test
    void whileTheStoreIsAwayCallsGoOnAndEditsFail() {
        var head = studio.publishes("desk", "Hello.");
        studio.store.away = true;

        assertThat(greeting("desk")).contains("Hello.");
        ThrowingCallable edit = () -> studio.drafts.save(id("desk"), text("desk", "Hi."), head.version(), "ed");
        assertThatThrownBy(edit).isInstanceOf(StoreUnavailable.class);
        studio.store.away = false;
        assertThat(studio.store.head(id("desk")).orElseThrow().version()).isEqualTo(head.version());
    }

    @Test
    void historyThatWasTamperedWithIsNoticed() {
        studio.publishes("desk", "Hello.");
        studio.publishes("desk", "Good day.");
        var second = studio.histories.revisions(id("desk")).get(1);
        studio.store.tamper(new Revision(
                second.persona(),
                second.number(),
                second.hash(),
                second.text().replace("Good day", "Go away"),
                second.author(),
                second.at(),
                second.comment(),
                second.previous(),
                second.link()));
        studio.store.forgetDeed("desk", 2);

        assertThat(studio.histories.verify(id("desk")).broken())
                .contains("revision 2 was changed")
                .anyMatch(reason -> reason.contains("entry 3 of the audit does not follow"));
    }

    @Test
    void theAuditTellsWhoDidWhat() {
        var head = studio.publishes("desk", "Hello.");
        studio.drafts.save(id("desk"), text("desk", "Good day."), head.version(), "eve");

        assertThat(studio.histories.audit(id("desk")))
                .extracting(entry -> entry.who() + " " + entry.action().words())
                .containsExactly("ed created", "ann published", "eve draft saved");
    }

    private PersonaHead canary(String persona, String greeting, Share share) {
        var head = studio.store.head(id(persona)).orElseThrow();
        var saved = studio.drafts
                .save(id(persona), text(persona, greeting), head.version(), "ed")
                .head();
        return studio.publishing.publish(
                id(persona), saved.version(), new Order("try", Optional.of(share), Optional.empty()), "ann");
    }

    private Optional<String> greeting(String persona) {
        return studio.published.find(id(persona)).flatMap(found -> found.greetingFor(Map.of()));
    }

    private String hears(String caller) {
        return studio.published
                .forCall(id("desk"), caller, "+15559999")
                .flatMap(found -> found.greetingFor(Map.of()))
                .orElseThrow();
    }
}
