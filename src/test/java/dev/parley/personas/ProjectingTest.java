package dev.parley.personas;

import static dev.parley.personas.Studio.id;
import static dev.parley.personas.Studio.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What earlier systems find in their container. */
class ProjectingTest {
    private final Studio studio = new Studio();

    @Test
    void whatIsPublishedStandsThereAndADraftDoesNot() {
        var first = studio.publishes("desk", "Hello.");
        studio.drafts.save(id("desk"), text("desk", "Good day."), first.version(), "ed");
        studio.drafts.create(Optional.of(id("new")), text("new", "Hm."), "ed");

        assertThat(studio.projection.there).containsOnlyKeys("desk");
        assertThat(copyOf("desk").content()).contains("Hello.");
    }

    @Test
    void itFollowsPublishingRollingBackAndDeleting() {
        var first = studio.publishes("desk", "Hello.");
        var second = studio.publishes("desk", "Good day.");
        assertThat(copyOf("desk").content()).contains("Good day.");

        var back = studio.publishing.rollBack(
                id("desk"), first.published().orElseThrow().hash(), second.version(), "", "ann");
        assertThat(copyOf("desk").content()).contains("Hello.");

        studio.drafts.delete(id("desk"), back.version(), "ann");
        assertThat(studio.projection.there).isEmpty();
    }

    @Test
    void exactlyOneIsTheDefault() {
        studio.publishes("desk", "Hello.");
        studio.publishes("orders", "Orders.");
        studio.catalogs.makeDefault(id("desk"), "ann");
        assertThat(defaults()).containsExactly("desk");

        studio.catalogs.makeDefault(id("orders"), "ann");
        assertThat(defaults()).containsExactly("orders");
    }

    @Test
    void aRenamedPersonaStandsThereUnderItsNewIdAlone() {
        var head = studio.publishes("desk", "Hello.");
        studio.catalogs.makeDefault(id("desk"), "ann");
        studio.renaming.rename(id("desk"), id("bar"), head.version(), "ann");

        assertThat(studio.projection.there).containsOnlyKeys("bar");
        assertThat(defaults()).containsExactly("bar");
    }

    @Test
    void aWriteThatFailsFailsNobodyAndIsMadeUpFor() {
        studio.projection.away = true;
        studio.publishes("desk", "Hello.");
        studio.publishes("orders", "Orders.");
        assertThat(studio.projection.there).isEmpty();

        studio.projection.away = false;
        studio.projecting.write();
        assertThat(studio.projection.there).containsOnlyKeys("desk", "orders");
    }

    @Test
    void whatWasLostIsMendedByWhicheverNodeComesFirst() {
        studio.publishes("desk", "Hello.");
        studio.publishes("orders", "Orders.");
        studio.publishes("old", "Bye.");
        studio.catalogs.makeDefault(id("orders"), "ann");
        var other = new Studio(studio.store);
        other.looks();
        other.projection.there.put("old", copyOf("old"));
        studio.drafts.delete(id("old"), studio.heads.current(id("old")).version(), "ann");
        other.looks();

        other.projecting.mend();

        assertThat(other.projection.there).isEqualTo(studio.projection.there);
        assertThat(other.projection.there).containsOnlyKeys("desk", "orders");
    }

    @Test
    void oneNodeAtATimeCompares() {
        studio.publishes("desk", "Hello.");
        var other = new Studio(studio.store);
        other.looks();
        studio.looks();
        studio.projecting.mend();

        other.projecting.mend();

        assertThat(other.projection.there).isEmpty();
    }

    @Test
    void documentsOfPersonasThatWereNeverHereStay() {
        var stranger = new Configuration(id("stranger"), "Stranger", false, "Hi.", "[]");
        studio.projection.there.put("stranger", stranger);
        studio.publishes("desk", "Hello.");
        studio.projection.there.remove("desk");
        studio.looks();

        studio.projecting.mend();

        assertThat(studio.projection.there).containsValue(stranger).containsOnlyKeys("desk", "stranger");
    }

    @Test
    void aNodeThatIsBehindWritesWhatTheStoreHas() {
        studio.publishes("desk", "Hello.");
        var behind = new Studio(studio.store);
        behind.looks();
        studio.publishes("desk", "Good day.");

        behind.projecting.mend();

        assertThat(behind.projection.there.get("desk").content()).contains("Good day.");
    }

    private Configuration copyOf(String persona) {
        return studio.projection.there.get(persona);
    }

    private Iterable<String> defaults() {
        return studio.projection.there.values().stream()
                .filter(Configuration::byDefault)
                .map(configuration -> configuration.id().value())
                .toList();
    }
}
