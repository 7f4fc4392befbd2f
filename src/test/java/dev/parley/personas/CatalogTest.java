package dev.parley.personas;

import static dev.parley.personas.Studio.id;
import static dev.parley.personas.Studio.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.personas.FakeStore.Died;
import dev.parley.personas.PersonaRefused.Why;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What spans personas: the default, numbers, hand-offs, and who may be deleted. */
class CatalogTest {
    private static final String HANDS_OVER = "handOffs: [{to: orders, when: somebody wants to order}]";

    private final Studio studio = new Studio();

    @Test
    void theDefaultIsAPublishedPersona() {
        studio.publishes("desk", "Hello.");
        studio.drafts.create(Optional.of(id("draft")), text("draft", "Hm."), "ed");
        studio.catalogs.makeDefault(id("desk"), "ann");

        assertThatThrownBy(() -> studio.catalogs.makeDefault(id("draft"), "ann"))
                .hasMessageContaining("not published");
        assertThatThrownBy(() -> studio.catalogs.makeDefault(id("nobody"), "ann"))
                .isInstanceOfSatisfying(PersonaRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(Why.UNKNOWN));
        assertThat(studio.published.byDefault().orElseThrow().id()).isEqualTo(id("desk"));
    }

    @Test
    void numbersAreAnsweredByWhoeverTheyAreGivenTo() {
        studio.publishes("desk", "Hello.");
        studio.publishes("orders", "Orders.");
        studio.catalogs.makeDefault(id("desk"), "ann");
        studio.catalogs.numbers(
                Map.of("+15550002", id("orders")), studio.store.catalog().version(), "ann");

        assertThat(studio.published.answering("+15550002")).contains(id("orders"));
        assertThat(studio.published.answering("+15550001")).contains(id("desk"));
    }

    @Test
    void numbersChangeOnlyOverTheVersionThatWasRead() {
        studio.publishes("desk", "Hello.");
        studio.publishes("orders", "Orders.");
        var read = studio.catalogs.makeDefault(id("desk"), "ann").version();
        studio.catalogs.makeDefault(id("orders"), "ann");

        assertThatThrownBy(() -> studio.catalogs.numbers(Map.of("+15550002", id("orders")), read, "ann"))
                .isInstanceOfSatisfying(PersonaRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(Why.STALE));
    }

    @Test
    void whoIsReferredToCannotBeDeletedAndTheReasonsAreTold() {
        studio.publishes("orders", "Orders.");
        studio.publishes("desk", "Hello.", HANDS_OVER);
        studio.catalogs.makeDefault(id("orders"), "ann");
        studio.catalogs.numbers(
                Map.of("+15550002", id("orders")), studio.store.catalog().version(), "ann");

        assertThatThrownBy(() -> delete("orders"))
                .hasMessageContaining("it is the default")
                .hasMessageContaining("desk hands over to it")
                .hasMessageContaining("it answers 1 number");
        assertThat(studio.published.find(id("orders"))).isPresent();
    }

    @Test
    void aHandOffThatIsNoLongerPublishedHoldsNobody() {
        studio.publishes("orders", "Orders.");
        studio.publishes("desk", "Hello.", HANDS_OVER);
        studio.publishes("desk", "Hello, alone.");
        delete("orders");

        assertThat(studio.published.find(id("orders"))).isEmpty();
    }

    @Test
    void aHandOffToNobodyIsAFault() {
        var saved = studio.drafts.create(Optional.of(id("desk")), text("desk", "Hello.", HANDS_OVER), "ed");

        assertThat(saved.reading().persona()).isEmpty();
        assertThat(saved.reading().findings())
                .anyMatch(finding -> finding.message().contains("hands over to orders, which is not published"));
    }

    @Test
    void aDeletedPersonaKeepsItsHistoryAndGoesOnWithItWhenItComesBack() {
        studio.publishes("desk", "Hello.");
        delete("desk");
        assertThat(studio.histories.revisions(id("desk"))).hasSize(1);

        studio.publishes("desk", "Good day.");

        assertThat(studio.histories.revisions(id("desk"))).hasSize(2);
        assertThat(studio.histories.verify(id("desk")).broken()).isEmpty();
        studio.catalogs.makeDefault(id("desk"), "ann");
    }

    @Test
    void aDeletionThatWasOvertakenLeavesThePersonaUsable() {
        var read = studio.publishes("desk", "Hello.");
        var other = new Studio(studio.store);
        var overtaking = new Studio(studio.store);
        // the first commit of a deletion is the catalog's; the draft is saved before the second
        studio.store.before = () -> studio.store.before =
                () -> overtaking.drafts.save(id("desk"), text("desk", "Good day."), read.version(), "eve");

        assertThat(catchThrowable(() -> studio.drafts.delete(id("desk"), read.version(), "ann")))
                .isInstanceOf(PersonaRefused.class);
        other.catalogs.makeDefault(id("desk"), "ann");
        assertThat(studio.store.catalog().byDefault()).contains(id("desk"));
    }

    @Test
    void aDeletionThatWasCutShortHoldsUpNobodyForLong() {
        studio.publishes("desk", "Hello.");
        var catalog = studio.store.catalog();
        studio.store.commit(catalog.withLeaving(id("desk"), Instant.now().minusSeconds(120)), List.of());
        assertThatThrownBy(() -> studio.catalogs.makeDefault(id("desk"), "ann"))
                .hasMessageContaining("no persona desk");

        studio.store.commit(
                studio.store.catalog().withLeaving(id("desk"), Instant.now().minusSeconds(200)), List.of());
        studio.catalogs.makeDefault(id("desk"), "ann");
        assertThat(studio.store.catalog().byDefault()).contains(id("desk"));
    }

    @RepeatedTest(5)
    void thereIsOneDefaultAtAllTimesWhoeverChangesItAndDeletesAtOnce() throws Exception {
        var names = List.of("a", "b", "c", "d");
        names.forEach(name -> studio.publishes(name, "I am " + name + "."));
        studio.catalogs.makeDefault(id("a"), "ann");
        var seen = new ArrayList<String>();

        try (var threads = Executors.newFixedThreadPool(6)) {
            var work = new ArrayList<CompletableFuture<Void>>();
            for (int worker = 0; worker < 6; worker++) {
                var own = new Studio(studio.store);
                own.looks();
                var dice = new Random(worker);
                work.add(CompletableFuture.runAsync(
                        () -> {
                            for (int i = 0; i < 60; i++) {
                                changeOrDelete(own, names.get(dice.nextInt(names.size())), dice.nextInt(4) == 0);
                                theDefaultIsThere(own, seen);
                            }
                        },
                        threads));
            }
            for (var one : work) {
                one.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(seen).isEmpty();
        assertThat(studio.histories.verifyCatalog().broken()).isEmpty();
    }

    /** What the others did first is no failure. */
    private static void changeOrDelete(Studio own, String name, boolean delete) {
        try {
            if (delete) {
                own.drafts.delete(id(name), own.heads.current(id(name)).version(), "del");
            } else {
                own.catalogs.makeDefault(id(name), "def");
            }
        } catch (PersonaRefused | StoreUnavailable refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }

    private static void theDefaultIsThere(Studio own, List<String> wrong) {
        for (int attempt = 0; attempt < 20; attempt++) {
            var before = own.store.catalog();
            var head = before.byDefault().flatMap(own.store::head);
            if (!own.store.catalog().version().equals(before.version())) {
                continue; // changed between the two readings
            }
            if (head.isEmpty() || head.get().gone()) {
                synchronized (wrong) {
                    wrong.add("the default is " + before.byDefault());
                }
            }
            return;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void aServerKilledInTheMiddleLeavesOneDefaultAndEveryOperationRepeatable(int commits) {
        studio.publishes("a", "I am a.");
        studio.publishes("b", "I am b.");
        studio.catalogs.makeDefault(id("a"), "ann");
        studio.store.commitsLeft = commits;
        var killed = catchThrowable(() -> {
            studio.catalogs.makeDefault(id("b"), "ann");
            delete("a");
            studio.publishes("a", "I am back.");
            studio.catalogs.makeDefault(id("a"), "ann");
        });
        studio.store.commitsLeft = Integer.MAX_VALUE;

        assertThat(killed).isInstanceOfAny(Died.class).isNotNull();
        var again = new Studio(studio.store);
        again.looks();
        assertThat(again.published.byDefault()).isPresent();
        again.publishes("a", "I am here.");
        again.catalogs.makeDefault(id("a"), "ann");
        assertThat(again.published.byDefault().orElseThrow().id()).isEqualTo(id("a"));
        assertThat(again.histories.verify(id("a")).broken()).isEmpty();
    }

    private void delete(String persona) {
        studio.drafts.delete(id(persona), studio.heads.current(id(persona)).version(), "ann");
    }
}
