package dev.parley.system;

import static dev.parley.system.Persona.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Cosmos DB away, asked for too much, or slow: calls go on, changes fail in plain words and nothing is lost. */
@Isolated
class StoreAwayIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String FAULTS = LocalMode.EMULATOR + "/emulator/faults";

    @AfterEach
    void clear() {
        LocalMode.delete(FAULTS);
    }

    @Test
    void callsGoOnAndChangesFailClearlyUntilItIsBack() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("Hello.")));
        LocalMode.post(FAULTS, "{\"service\":\"cosmos\",\"kind\":\"refuse\"}");

        var refused = desk.saves(desk.text("Good day."));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("5");
        assertThat(refused.body().get("detail").asText()).contains("calls go on");
        assertThat(desk.shown().body().get("text").asText()).contains("Hello.");
        await("readiness tells of it").atMost(SOON).untilAsserted(() -> {
            var ready = LocalMode.get(LocalMode.PARLEY + "/health/ready");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.body().toString()).contains("degraded: Cosmos DB answers with status 503");
        });
        var caller = Caller.calls(Caller.ORDERS);
        caller.greetedByOrders(SOON);
        caller.hangUp();

        LocalMode.delete(FAULTS);
        ok(desk.saves(desk.text("Good day.")));
        await("readiness is whole again").atMost(SOON).until(() -> !LocalMode.get(LocalMode.PARLEY + "/health/ready")
                .response()
                .body()
                .contains("Cosmos"));
    }

    @Test
    void aShortStormOfThrottlingIsWaitedOutAndALongOneIsTold() {
        var desk = Persona.unnamed();
        LocalMode.post(FAULTS, "{\"service\":\"cosmos\",\"kind\":\"throttle\",\"afterMs\":20,\"times\":3}");
        ok(desk.creates(desk.text("Hello.")));

        LocalMode.post(FAULTS, "{\"service\":\"cosmos\",\"kind\":\"throttle\",\"afterMs\":20}");
        var refused = desk.saves(desk.text("Good day."));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("detail").asText()).contains("429");
    }

    @Test
    void aStoreThatFallsSilentIsGivenUpWithinItsTime() {
        var desk = Persona.unnamed();
        ok(desk.creates(desk.text("Hello.")));
        LocalMode.post(FAULTS, "{\"service\":\"cosmos\",\"kind\":\"stall\"}");

        var began = System.nanoTime();
        var refused = desk.saves(desk.text("Good day."));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.body().get("detail").asText()).contains("did not answer within 5000 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertThat(LocalMode.as("viewer", "GET", "/api/v1/personas/" + desk.id, null, Map.of())
                        .status())
                .isEqualTo(200);
    }
}
