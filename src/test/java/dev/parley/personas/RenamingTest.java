package dev.parley.personas;

import static dev.parley.personas.Studio.id;
import static dev.parley.personas.Studio.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.agents.Persona;
import dev.parley.personas.FakeStore.Died;
import dev.parley.personas.PersonaRefused.Why;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another id for a persona, and nothing lost on the way. */
class RenamingTest {
    private static final String HANDS_OVER = "handOffs: [{to: orders, when: somebody wants to order}]";

    private final Studio studio = new Studio();

    @Test
    void itAnswersUnderItsNewIdAndIsGoneUnderTheOldOne() {
        studio.publishes("desk", "Hello.");
        rename("desk", "bar");

        assertThat(studio.published.find(id("bar")).flatMap(Persona::greeting)).contains("Hello.");
        assertThat(studio.published.find(id("desk"))).isEmpty();
    }

    @Test
    void itsWholeHistoryGoesWithItAndBothChainsAreWhole() {
        studio.publishes("desk", "Hello.");
        studio.publishes("desk", "Good day.");
        studio.store.keep(
                new TestRun("r1", id("desk"), "hash", "ed", Instant.EPOCH, true, OptionalDouble.empty(), "[]"));
        rename("desk", "bar");

        assertThat(studio.histories.verify(id("bar")).broken()).isEmpty();
        assertThat(studio.histories.verify(id("desk")).broken()).isEmpty();
        assertThat(studio.histories.revisions(id("bar")))
                .extracting(revision -> revision.persona() + " " + revision.number())
                .containsExactly("desk 1", "desk 2", "bar 3");
        assertThat(studio.histories.audit(id("bar")))
                .extracting(entry -> entry.subject() + " " + entry.action().words())
                .containsExactly(
                        "desk created",
                        "desk published",
                        "desk draft saved",
                        "desk published",
                        "desk renamed",
                        "bar renamed",
                        "bar published");
        assertThat(studio.histories.audit()).doesNotHaveDuplicates();
        assertThat(studio.store.run(id("bar"), "r1")).isPresent();

        studio.publishes("bar", "Welcome.");
        assertThat(studio.histories.verify(id("bar")).broken()).isEmpty();
    }

    @Test
    void aTextThatCallsItselfByTheOldIdSaysTheNewOneAndNothingElseOfItChanges() {
        var head = studio.drafts
                .create(Optional.of(id("desk")), "---\nid: desk # ours\nname: 'Desk'\n---\nYou are the desk.\n", "ed")
                .head();
        studio.publishing.publish(id("desk"), head.version(), Studio.order(""), "ann");
        rename("desk", "bar");

        assertThat(studio.store.head(id("bar")).orElseThrow().text())
                .isEqualTo("---\nid: bar # ours\nname: 'Desk'\n---\nYou are the desk.\n");
    }

    @Test
    void aTextThatIsCalledOtherwiseStaysTheSameRevision() {
        var head = studio.drafts
                .create(Optional.of(id("desk")), "---\nname: Desk\n---\nYou are the desk.\n", "ed")
                .head();
        var published = studio.publishing.publish(id("desk"), head.version(), Studio.order(""), "ann");

        assertThat(rename("desk", "bar").published()).isEqualTo(published.published());
        assertThat(studio.histories.verify(id("bar")).broken()).isEmpty();
    }

    @Test
    void aDraftGoesWithItHoweverWrongItIs() {
        var head = studio.publishes("desk", "Hello.");
        studio.drafts.save(id("desk"), "---\nname: [\n---\nHm", head.version(), "ed");

        assertThat(rename("desk", "bar").draft().orElseThrow().text()).isEqualTo("---\nname: [\n---\nHm");
    }

    @Test
    void whereItsNameCannotBeEditedInPlaceNothingIsDoneNorTold() {
        var head = studio.drafts
                .create(Optional.of(id("desk")), "---\nname: |\n  desk\n---\nYou are the desk.\n", "ed")
                .head();
        studio.publishing.publish(id("desk"), head.version(), Studio.order(""), "ann");

        assertThatThrownBy(() -> rename("desk", "bar")).hasMessageContaining("more than a text of one line");
        assertThat(studio.histories.audit(id("desk"))).hasSize(2);
        assertThat(studio.store.catalog().leaving()).isEmpty();
    }

    @Test
    void theDefaultAndItsNumbersMoveWithIt() {
        studio.publishes("desk", "Hello.");
        studio.publishes("orders", "Orders.");
        studio.catalogs.makeDefault(id("desk"), "ann");
        studio.catalogs.numbers(
                Map.of("+15550001", id("desk"), "+15550002", id("orders")),
                studio.store.catalog().version(),
                "ann");
        rename("desk", "bar");

        assertThat(studio.store.catalog().byDefault()).contains(id("bar"));
        assertThat(studio.store.catalog().numbers())
                .isEqualTo(Map.of("+15550001", id("bar"), "+15550002", id("orders")));
        assertThat(studio.store.catalog().leaving()).isEmpty();
        assertThat(studio.histories.verifyCatalog().broken()).isEmpty();
    }

    @Test
    void whomItHandsOverToIsHeldByItsNewId() {
        studio.publishes("orders", "Orders.");
        studio.publishes("desk", "Hello.", HANDS_OVER);
        rename("desk", "bar");

        assertThat(studio.store.catalog().handOffs()).containsOnlyKeys(id("bar"));
        assertThatThrownBy(() -> rename("orders", "sales"))
                .isInstanceOfSatisfying(PersonaRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(Why.IN_USE))
                .hasMessageContaining("bar hands over to it");
        assertThat(studio.store.catalog().leaving()).isEmpty();
    }

    @Test
    void anIdThatIsTakenIsRefusedAndNothingMoves() {
        studio.publishes("desk", "Hello.");
        studio.publishes("bar", "Cheers.");

        assertThatThrownBy(() -> rename("desk", "bar")).hasMessageContaining("bar already exists");
        assertThatThrownBy(() -> rename("desk", "desk")).hasMessageContaining("has this id already");
        assertThatThrownBy(() -> rename("desk", "schema")).hasMessageContaining("choose another id");
        assertThat(studio.published.find(id("desk"))).isPresent();
        assertThat(studio.histories.audit(id("desk"))).hasSize(2);
    }

    @Test
    void anIdUnderWhichAnotherHistoryEndedIsRefused() {
        studio.publishes("desk", "Hello.");
        var bar = studio.publishes("bar", "Cheers.");
        studio.drafts.delete(id("bar"), bar.version(), "ann");

        assertThatThrownBy(() -> rename("desk", "bar")).hasMessageContaining("Another persona had the id bar");
    }

    @Test
    void itCanBeCalledAsBeforeAgain() {
        studio.publishes("desk", "Hello.");
        rename("desk", "bar");
        studio.publishes("bar", "Cheers.");
        rename("bar", "desk");

        assertThat(studio.published.find(id("desk")).flatMap(Persona::greeting)).contains("Cheers.");
        assertThat(studio.histories.verify(id("desk")).broken()).isEmpty();
        assertThat(studio.histories.verify(id("bar")).broken()).isEmpty();
        assertThat(studio.published.find(id("bar"))).isEmpty();
    }

    @Test
    void aNewPersonaMayTakeTheOldId() {
        studio.publishes("desk", "Hello.");
        rename("desk", "bar");
        studio.publishes("desk", "I am new.");

        assertThat(studio.histories.verify(id("desk")).broken()).isEmpty();
        assertThat(studio.histories.verify(id("bar")).broken()).isEmpty();
    }

    @Test
    void whoReadAnOlderVersionIsTold() {
        var read = studio.publishes("desk", "Hello.");
        studio.drafts.save(id("desk"), text("desk", "Hm."), read.version(), "eve");

        assertThatThrownBy(() -> studio.renaming.rename(id("desk"), id("bar"), read.version(), "ann"))
                .hasMessageContaining("draft saved by eve");
    }

    @Test
    void ofTwoWhoRenameItAtOnceOneDoes() {
        studio.publishes("orders", "Orders.");
        var read = studio.publishes("desk", "Hello.", HANDS_OVER);
        var other = new Studio(studio.store);
        other.looks();
        studio.store.before = () -> other.renaming.rename(id("desk"), id("bistro"), read.version(), "eve");

        assertThatThrownBy(() -> studio.renaming.rename(id("desk"), id("bar"), read.version(), "ann"))
                .isInstanceOfSatisfying(PersonaRefused.class, refused -> assertThat(refused.why())
                        .isEqualTo(Why.STALE));
        assertThat(studio.store.head(id("bar"))).isEmpty();
        assertThat(other.published.find(id("bistro"))).isPresent();
        assertThat(studio.store.catalog().leaving()).isEmpty();
        assertThat(studio.store.catalog().handOffs()).containsOnlyKeys(id("bistro"));
        assertThat(studio.histories.verify(id("bistro")).broken()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
    void killedAfterAnyWriteNothingIsLostAndTheSameRequestGoesOn(int writes) {
        studio.publishes("orders", "Orders.");
        studio.publishes("desk", "Hello.", HANDS_OVER);
        studio.publishes("desk", "Good day.", HANDS_OVER);
        studio.store.keep(
                new TestRun("r1", id("desk"), "hash", "ed", Instant.EPOCH, true, OptionalDouble.empty(), "[]"));
        studio.catalogs.makeDefault(id("desk"), "ann");
        studio.catalogs.numbers(
                Map.of("+15550001", id("desk")), studio.store.catalog().version(), "ann");
        studio.store.commitsLeft = writes;
        var killed = catchThrowable(() -> rename("desk", "bar"));
        studio.store.commitsLeft = Integer.MAX_VALUE;

        assertThat(killed).isInstanceOf(Died.class);
        var again = new Studio(studio.store);
        again.looks();
        assertThat(again.published.byDefault().flatMap(Persona::greeting)).contains("Good day.");
        assertThat(again.published
                        .answering("+15550001")
                        .flatMap(again.published::find)
                        .flatMap(Persona::greeting))
                .contains("Good day.");
        var left = again.store.head(id("desk")).orElseThrow();
        if (!left.gone()) {
            assertThat(again.histories.verify(id("desk")).broken()).isEmpty();
            again.renaming.rename(id("desk"), id("bar"), left.version(), "ann");
        }
        again.catalogs.repair();
        assertThat(again.published.find(id("desk"))).isEmpty();
        assertThat(again.published.byDefault().orElseThrow().id()).isEqualTo(id("bar"));
        assertThat(again.store.catalog().numbers()).isEqualTo(Map.of("+15550001", id("bar")));
        assertThat(again.store.catalog().handOffs()).containsOnlyKeys(id("bar"));
        assertThat(again.histories.verify(id("bar")).broken()).isEmpty();
        assertThat(again.histories.verify(id("desk")).broken()).isEmpty();
        assertThat(again.histories.verifyCatalog().broken()).isEmpty();
        assertThat(again.histories.revisions(id("bar"))).hasSize(3);
        assertThat(again.store.run(id("bar"), "r1")).isPresent();
    }

    private PersonaHead rename(String from, String to) {
        var head = studio.heads.current(id(from));
        return studio.renaming.rename(id(from), id(to), head.version(), "ann");
    }
}
