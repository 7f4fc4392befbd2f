package dev.parley.emulator.cosmos.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was answered outlives the process, and a transaction does so whole or not at all. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class DurabilityTest {
    private static final PartitionKey ONE = new PartitionKey("sone");
    private static final int ENOUGH_WRITES = 200;
    private static final JsonObject CALLS = JsonText.object()
            .add("id", "calls")
            .add("partitionKey", JsonText.object().add("paths", JsonText.array().add("/home")))
            .build();
    private static final Definition DEFINITION = new Definition(1, 2, CALLS);

    @TempDir
    Path folder;

    /** A process that writes pairs of documents in transactions until it is killed, and tells each one that was kept. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] args) {
            Container container = container(open(Path.of(args[0])));
            for (int n = 1; ; n++) {
                writePair(container, n);
                System.out.println(n);
            }
        }
    }

    @Test
    void aProcessKilledInTheMiddleOfWritesLosesNothingItAnsweredAndHalvesNothing() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int told = 0;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            while (told < ENOUGH_WRITES) {
                told = Integer.parseInt(out.readLine());
            }
            writer.toHandle().destroyForcibly(); // which leaves its last lines to be read
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                told = Integer.parseInt(line);
            }
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();

        CosmosStore store = open(folder);
        Container container = container(store);

        assertThat(n(container, "left")).isEqualTo(n(container, "right")).isGreaterThanOrEqualTo(told);
        writePair(container, 1_000_000);
        assertThat(n(container, "right")).isEqualTo(1_000_000);
        store.close();
    }

    @Test
    void aTornLastLineIsCutOffWhereverItBroke() throws IOException {
        CosmosStore store = open(folder);
        Container container = container(store);
        Path journal = journal();
        writePair(container, 1);
        long first = Files.size(journal);
        writePair(container, 2);
        long second = Files.size(journal);
        store.close();
        for (long cut = second - 1; cut >= first; cut -= 7) {
            try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
                file.setLength(cut);
            }
            CosmosStore again = open(folder);
            assertThat(n(container(again), "left")).as("cut at %s", cut).isEqualTo(1);
            assertThat(n(container(again), "right")).isEqualTo(1);
            again.close();
            assertThat(Files.size(journal)).isEqualTo(first);
        }
    }

    @Test
    void everythingIsAsItWasAfterAStart() {
        CosmosStore store = open(folder);
        Container before = container(store);
        writePair(before, 1);
        Document left = before.find(ONE, "left").orElseThrow();
        before.write(transaction -> {
            transaction.delete(transaction.find(ONE, "right").orElseThrow());
            return true;
        });
        long lsn = before.lsn();
        store.close();

        CosmosStore again = open(folder);
        Container after = container(again);

        assertThat(after.find(ONE, "left")).contains(left);
        assertThat(after.find(ONE, "right")).isEmpty();
        assertThat(after.lsn()).isEqualTo(lsn);
        assertThat(after.definition()).isEqualTo(before.definition());
        writePair(after, 2);
        assertThat(after.find(ONE, "right").orElseThrow().number()).isGreaterThan(left.number() + 1);
        again.close();
    }

    @Test
    void theJournalIsRewrittenWhenItIsMostlyPast() throws IOException {
        Path journal = folder.resolve("journal");
        Container container = new Container(DEFINITION, new FileJournal(journal, 20), Clock.systemUTC());
        Document untouched =
                container.write(transaction -> transaction.put(ONE, "untouched", document("untouched", 7)));
        for (int n = 1; n <= 100; n++) {
            writePair(container, n);
        }
        assertThat(Files.readAllLines(journal)).hasSizeLessThan(25);
        container.close();

        Container again = new Container(DEFINITION, new FileJournal(journal, 20), Clock.systemUTC());
        assertThat(n(again, "left")).isEqualTo(n(again, "right")).isEqualTo(100);
        assertThat(again.find(ONE, "untouched")).contains(untouched);
        again.close();
    }

    @Test
    void oneProcessHasTheFolderAtATime() {
        CosmosStore store = open(folder);

        assertThatThrownBy(() -> open(folder)).isInstanceOf(IllegalStateException.class);

        store.close();
        open(folder).close();
    }

    @Test
    void aContainerThatIsDroppedLeavesNoFile() throws IOException {
        CosmosStore store = open(folder);
        container(store);
        Path journal = journal();

        store.deleteContainer("voice", "calls");

        assertThat(journal).doesNotExist();
        Files.writeString(journal, "left by a process that died while dropping it");
        store.close();
        open(folder).close();
        assertThat(journal).doesNotExist();
    }

    private Path journal() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(each -> each.toString().endsWith(".journal"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static CosmosStore open(Path folder) {
        return new CosmosStore(Folder.at(folder), Clock.systemUTC());
    }

    private static Container container(CosmosStore store) {
        store.createDatabase("voice");
        Optional<Container> made = store.createContainer("voice", "calls", CALLS);
        return made.or(() -> store.container("voice", "calls")).orElseThrow();
    }

    private static void writePair(Container container, int n) {
        container.write(transaction -> {
            transaction.put(ONE, "left", document("left", n));
            return transaction.put(ONE, "right", document("right", n));
        });
    }

    private static JsonObject document(String id, int n) {
        return JsonText.object().add("id", id).add("home", "one").add("n", n).build();
    }

    private static int n(Container container, String id) {
        return container.find(ONE, id).orElseThrow().body().getInt("n");
    }
}
