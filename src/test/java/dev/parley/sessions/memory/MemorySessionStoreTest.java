package dev.parley.sessions.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sessions.SessionStoreContract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The session store in the memory of one node. */
class MemorySessionStoreTest extends SessionStoreContract {
    private final AtomicLong clock = new AtomicLong();
    private final MemorySessionStore store = new MemorySessionStore(clock::get);

    @Override
    protected MemorySessionStore store() {
        return store;
    }

    @Override
    protected void pass(Duration time) {
        clock.addAndGet(time.toNanos());
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
}
