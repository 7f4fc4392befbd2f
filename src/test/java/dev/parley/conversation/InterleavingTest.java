package dev.parley.conversation;

import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Calls in which everything happens at any time: what must hold holds in each. A call that fails prints its seed and what
 * happened; {@code -Dparley.interleaving.from=SEED -Dparley.interleaving.calls=1} has it again.
 */
class InterleavingTest {
    private static final long FROM = Long.getLong("parley.interleaving.from", 0);
    private static final long CALLS = Long.getLong("parley.interleaving.calls", 4_000);
    private static final int FRESH_CALLS = 500;

    @Test
    void whateverHappensTheCallGoesOnAndEndsClean() {
        for (long seed = FROM; seed < FROM + CALLS; seed++) {
            new RandomCall(seed).run();
        }
    }

    @Test
    void soItDoesInCallsThatNobodyHasSeenBefore() {
        long from = ThreadLocalRandom.current().nextLong(1_000_000, 1L << 40);
        for (long seed = from; seed < from + FRESH_CALLS; seed++) {
            new RandomCall(seed).run();
        }
    }
}
