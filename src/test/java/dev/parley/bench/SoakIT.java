package dev.parley.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The short soak: what a burst of calls with hang-ups and faults leaves behind. Alone, because it counts. */
@Isolated
class SoakIT {
    private static final String PARLEY = System.getProperty("parley.url", "http://localhost:9080");
    private static final String RECEPTION = "+15550100001";
    /** A call whose answer failed rings for 90 s before it is given up. */
    private static final long LETTING_GO_MS = 100_000;

    private final Http emulator = new Http(System.getProperty("emulator.url", "http://localhost:9090"));
    private final BenchServer server =
            new BenchServer(Path.of(System.getProperty("wars", "target")).toAbsolutePath(), "parley");

    @Test
    void nothingIsLeftOfHurriedCallsAndFaults() throws Exception {
        emulator.put("/emulator/bench", "{\"on\":true}");
        try (var inside = Inside.of(server.pid())) {
            var soak = new Soak(
                    new Callers(emulator, PARLEY),
                    emulator,
                    new Http(PARLEY),
                    server,
                    inside,
                    new Soak.Terms(List.of(RECEPTION), false, 6, 6_000, 500, 12_000, LETTING_GO_MS));
            var outcome = soak.run();

            assertThat(outcome.kept()).as(outcome.toString()).isEmpty();
            assertThat(outcome.faults()).as(outcome.toString()).isPositive();
            assertThat(soak.untried()).as("faults that were never in force").isEmpty();
            assertThat(outcome.calls()).as(outcome.toString()).isGreaterThan(10);
        } finally {
            emulator.put("/emulator/bench", "{\"on\":false}");
        }
    }
}
