package dev.parley.personas;

import static dev.parley.personas.Studio.id;
import static dev.parley.personas.Studio.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Seeds.Seed;
import dev.parley.config.PersonaSettings;
import dev.parley.personas.AuditEntry.Action;
import dev.parley.personas.PersonaHead.Published;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the folder's files become at a start. */
class SeedingTest {
    private static final PersonaSettings SETTINGS =
            new PersonaSettings(Path.of("target"), Optional.of("night"), Map.of("+15550100001", "desk"));

    private final Studio studio = new Studio();
    private final List<Seed> files = new ArrayList<>();

    @Test
    void whatIsMissingIsPublishedAndSaysWhereItIsFrom() {
        file("desk", text("desk", "Hello."));

        assertThat(seeding(studio).sow()).isTrue();

        var revision = studio.store.revisions(id("desk")).getFirst();
        assertThat(revision.text()).isEqualTo(text("desk", "Hello."));
        assertThat(revision.comment()).isEqualTo("seeded from desk.prompty");
        assertThat(studio.store.audit("desk")).extracting(AuditEntry::action).containsExactly(Action.SEEDED);
        assertThat(studio.histories.verify(id("desk")).whole()).isTrue();
    }

    @Test
    void whatSomebodyEditedOrDeletedIsLeftAlone() {
        studio.publishes("desk", "Edited.");
        var gone = studio.publishes("night", "Good night.");
        studio.drafts.delete(id("night"), gone.version(), "ann");
        file("desk", text("desk", "Hello."));
        file("night", text("night", "Hello."));

        seeding(studio).sow();

        assertThat(published("desk")).contains(text("desk", "Edited."));
        assertThat(studio.store.head(id("night")).orElseThrow().gone()).isTrue();
    }

    @Test
    void oneNodeAloneDoesIt() {
        var other = new Studio(studio.store);
        file("desk", text("desk", "Hello."));

        assertThat(List.of(seeding(studio).sow(), seeding(other).sow())).containsExactly(true, false);
        assertThat(studio.store.revisions(id("desk"))).hasSize(1);
    }

    @Test
    void aFaultyFileIsLeftOutAndTheOthersAreNot() {
        file("bad", "---\nname: bad\nparley:\n  greting: Hello.\n---\nsystem:\nYou are bad.\n");
        file("desk", text("desk", "Hello."));

        seeding(studio).sow();

        assertThat(studio.store.head(id("bad"))).isEmpty();
        assertThat(published("desk")).isPresent();
    }

    @Test
    void theSettingsSayDefaultAndNumbersOnlyWhereNobodySaidSoYet() {
        file("desk", text("desk", "Hello."));
        file("night", text("night", "Good night."));

        seeding(studio).sow();

        assertThat(studio.store.catalog().byDefault()).contains(id("night"));
        assertThat(studio.store.catalog().numbers()).containsExactly(Map.entry("+15550100001", id("desk")));
        assertThat(studio.store.audit(AuditEntry.CATALOG))
                .extracting(AuditEntry::comment)
                .containsExactly("from the settings");

        var chosen = new Studio();
        chosen.publishes("desk", "Hello.");
        chosen.catalogs.makeDefault(id("desk"), "ann");
        seeding(chosen).sow();
        assertThat(chosen.store.catalog().byDefault()).contains(id("desk"));
        assertThat(chosen.store.catalog().numbers()).isEmpty();
    }

    private void file(String id, String text) {
        files.add(new Seed(id(id), text, id + ".prompty"));
    }

    private Optional<String> published(String id) {
        return studio.store.head(id(id)).flatMap(PersonaHead::published).map(Published::text);
    }

    private Seeding seeding(Studio node) {
        return node.seeding(files, SETTINGS);
    }
}
