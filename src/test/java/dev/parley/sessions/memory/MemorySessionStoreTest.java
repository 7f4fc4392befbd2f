package dev.parley.sessions.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sessions.CallPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Plans and claims in the memory of one node. */
class MemorySessionStoreTest {
    private final AtomicLong clock = new AtomicLong();
    private final MemorySessionStore store = new MemorySessionStore(clock::get);

    @Test
    void aPlanIsFoundByItsKeyAndItsCallUntilItsTimeIsOver() {
        store.keep(plan("c1", "k1"), Duration.ofSeconds(5));

        assertThat(store.planByMediaKey("k1")).map(CallPlan::callId).contains("c1");
        assertThat(store.planByCallId("c1")).isPresent();
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(store.planByMediaKey("k1")).isEmpty();
        assertThat(store.planByCallId("c1")).isEmpty();
    }

    @Test
    void aForgottenPlanIsFoundByNeither() {
        store.keep(plan("c1", "k1"), Duration.ofSeconds(5));
        store.forget("c1");
        store.forget("never known");

        assertThat(store.planByMediaKey("k1")).isEmpty();
        assertThat(store.planByCallId("c1")).isEmpty();
    }

    @Test
    void aClaimIsGivenOnceUntilItEndsOrIsReleased() {
        assertThat(store.claim("a", Duration.ofSeconds(1))).isTrue();
        assertThat(store.claim("a", Duration.ofSeconds(1))).isFalse();
        clock.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(store.claim("a", Duration.ofSeconds(1))).isTrue();
        store.release("a");
        assertThat(store.claim("a", Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void theOldestEntryMakesRoom() {
        var entries = new Expiring<Integer>(3, clock::get);
        for (int i = 0; i < 5; i++) {
            entries.put("k" + i, i, Duration.ofHours(1));
        }

        assertThat(entries.size()).isEqualTo(3);
        assertThat(entries.get("k1")).isEmpty();
        assertThat(entries.get("k4")).contains(4);
    }

    private static CallPlan plan(String callId, String key) {
        return new CallPlan(
                callId,
                key,
                CallPlan.Direction.INBOUND,
                "reception",
                "r1",
                "+15550200001",
                "+15550100001",
                Map.of(),
                16_000,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }
}
