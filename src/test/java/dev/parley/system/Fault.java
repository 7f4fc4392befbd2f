package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;

/** A fault in force at the emulator, ended by its own id: other calls keep theirs. */
record Fault(String id) implements AutoCloseable {
    /** @param json the emulator's, in single quotes for reading's sake */
    static Fault of(String json) {
        var answer = LocalMode.post(LocalMode.EMULATOR + "/emulator/faults", json.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return new Fault(answer.body().get("id").asText());
    }

    int strikes() {
        for (var fault : LocalMode.get(LocalMode.EMULATOR + "/emulator/faults").body()) {
            if (fault.get("id").asText().equals(id)) {
                return fault.get("strikes").asInt();
            }
        }
        throw new AssertionError("there is no fault " + id);
    }

    void untilStruck(int times, Duration atMost) {
        Awaitility.await(id + " struck " + times + " times")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> strikes() >= times);
    }

    @Override
    public void close() {
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults/" + id);
    }
}
