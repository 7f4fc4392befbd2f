package dev.parley.agents.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas.Fault;
import dev.parley.agents.Seeds.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files of a folder are seeds. */
class FolderSeedsTest {
    @TempDir
    Path folder;

    @Test
    void aSeedIsTheTextAsItStands() throws IOException {
        Files.writeString(folder.resolve("b.prompty"), "\uFEFF---\r\nname: [broken\r\n");
        Files.writeString(folder.resolve("a.prompty"), "Hello");
        Files.writeString(folder.resolve("notes.txt"), "no persona");

        assertThat(new FolderSeeds(folder).all())
                .containsExactly(
                        new Seed(new PersonaId("a"), "Hello", "a.prompty"),
                        new Seed(new PersonaId("b"), "\uFEFF---\r\nname: [broken\r\n", "b.prompty"));
        assertThat(new FolderSeeds(folder).faults()).isEmpty();
    }

    @Test
    void filesThatAreNoSeedsAreNamedWithTheReason() throws IOException {
        Files.writeString(folder.resolve("Big Name.prompty"), "Hello");
        Files.write(folder.resolve("latin.prompty"), "Grüße".getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(folder.resolve("long.prompty"), "x".repeat(300_000));

        assertThat(new FolderSeeds(folder).all()).isEmpty();
        assertThat(new FolderSeeds(folder).faults())
                .containsExactly(
                        new Fault(
                                "Big Name.prompty",
                                0,
                                "the file's name is the persona's id, but a persona id is 1 to 64 of a-z, 0-9 and dash"),
                        new Fault("latin.prompty", 0, "the file is not UTF-8"),
                        new Fault("long.prompty", 0, "the file is larger than 256 KB"));
    }
}
