package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.ConversationSettings;
import dev.parley.sessions.CallPlan;
import dev.parley.sessions.ConversationSnapshot;
import dev.parley.sessions.NodeId;
import dev.parley.sessions.memory.MemorySessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How snapshots get into the session store. */
class SharedMemoriesTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger writes = new AtomicInteger();
    private final MemorySessionStore sessions = new MemorySessionStore() {
        @Override
        public boolean remember(ConversationSnapshot snapshot, String node, Duration timeToLive) {
            writes.incrementAndGet();
            return super.remember(snapshot, node, timeToLive);
        }
    };
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final SharedMemories memories = new SharedMemories(
            sessions, new NodeId("a"), new ConversationSettings(1, LONG, LONG, LONG), () -> tasks::add);

    @Test
    void onlyTheNewestIsWritten() {
        for (int turns = 1; turns <= 5; turns++) {
            memories.keep(snapshot("c1", turns), refused::incrementAndGet);
        }
        memories.keep(snapshot("c2", 9), refused::incrementAndGet);

        assertThat(tasks).hasSize(2);
        runAll();
        assertThat(writes).hasValue(2);
        assertThat(sessions.memory("c1")).contains(snapshot("c1", 5));
        assertThat(sessions.memory("c2")).contains(snapshot("c2", 9));
        memories.keep(snapshot("c1", 6), refused::incrementAndGet);
        runAll();
        assertThat(sessions.memory("c1")).contains(snapshot("c1", 6));
        assertThat(refused).hasValue(0);
    }

    @Test
    void whenAnotherNodeHasTheCallNothingIsWrittenAndItIsSaid() {
        memories.keep(snapshot("c1", 1), refused::incrementAndGet);
        runAll();
        sessions.take("c1", "b", LONG);

        memories.keep(snapshot("c1", 2), refused::incrementAndGet);
        runAll();

        assertThat(refused).hasValue(1);
        assertThat(sessions.memory("c1")).contains(snapshot("c1", 1));
    }

    @BeforeEach
    void plans() {
        for (var callId : List.of("c1", "c2")) {
            sessions.keep(
                    new CallPlan(
                            callId,
                            "key of " + callId,
                            CallPlan.Direction.INBOUND,
                            "p",
                            "r",
                            "+1",
                            "+2",
                            Map.of(),
                            16_000,
                            Optional.empty(),
                            Optional.empty(),
                            Instant.EPOCH),
                    LONG);
        }
    }

    private void runAll() {
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    private static ConversationSnapshot snapshot(String callId, int turns) {
        return new ConversationSnapshot(callId, "p", "r", turns, LONG, List.of(), "", Map.of(), Optional.empty());
    }
}
