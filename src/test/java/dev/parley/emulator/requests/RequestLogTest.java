package dev.parley.emulator.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.faults.AzureService;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RequestLogTest {
    private final RequestLog log = new RequestLog(Clock.fixed(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void keepsTheNewestAndForgetsTheOldest() {
        for (int i = 0; i < RequestLog.KEPT + 10; i++) {
            log.open(AzureService.ACS, "request " + i);
        }

        assertThat(log.entries()).hasSize(RequestLog.KEPT);
        assertThat(log.entries().getFirst().what()).isEqualTo("request 10");
        assertThat(log.entries().getLast().number()).isEqualTo(RequestLog.KEPT + 10);
    }

    @Test
    void aNoteMadeLaterReplacesTheEarlierOneOfItsKey() {
        RequestEntry entry = log.open(AzureService.OPENAI, "POST chat");
        entry.note("chunks", 1).note("clientLeftAtChunk", 7).note("chunks", 40);

        assertThat(entry.notes()).containsEntry("chunks", 40).containsEntry("clientLeftAtChunk", 7);
    }

    @Test
    void theFirstCloseCounts() {
        RequestEntry entry = log.open(AzureService.SPEECH, "synthesis");
        assertThat(entry.status()).isEmpty();
        entry.close(101);
        entry.close(500);

        assertThat(entry.status()).hasValue(101);
        assertThat(entry.durationMs()).hasValue(0);
    }
}
