package dev.parley;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What IT deploys is the product and nothing of the emulator; the emulator's WAR is the emulator alone. */
class WarContentsIT {
    private static final Path WARS = Path.of(System.getProperty("wars", "target"));

    @Test
    void theProductHoldsNothingOfTheEmulator() throws IOException {
        assertThat(entriesOf("parley.war"))
                .contains("WEB-INF/classes/dev/parley/conversation/Conversations.class")
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("emulator"))
                .noneMatch(name -> name.contains("webrtc"));
    }

    @Test
    void theEmulatorHoldsNothingOfTheProduct() throws IOException {
        var entries = entriesOf("parley-emulator.war");

        assertThat(entries).anyMatch(name -> name.startsWith("WEB-INF/classes/dev/parley/emulator/"));
        assertThat(entries)
                .filteredOn(name -> name.startsWith("WEB-INF/classes/") && name.endsWith(".class"))
                .allMatch(name -> name.startsWith("WEB-INF/classes/dev/parley/emulator/"));
        assertThat(entries)
                .filteredOn(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
                .allMatch(name -> name.matches("WEB-INF/lib/(nimbus-jose-jwt|webrtc-java)-.*"));
    }

    private static List<String> entriesOf(String war) throws IOException {
        try (var zip = new ZipFile(WARS.resolve(war).toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }
}
