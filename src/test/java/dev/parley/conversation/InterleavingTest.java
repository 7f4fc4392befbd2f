package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Calls in which everything happens at any time: what must hold holds in each. A call that fails prints its seed and what
 * happened; {@code -Dparley.interleaving.from=SEED -Dparley.interleaving.calls=1} has it again.
 */
class InterleavingTest {
    private static final long FROM = Long.getLong("parley.interleaving.from", 0);
    private static final long USUAL_CALLS = 4_000;
    private static final long CALLS = Long.getLong("parley.interleaving.calls", USUAL_CALLS);
    private static final int FRESH_CALLS = 500;
    /** What has to happen in many of them, that the promises about it mean something. */
    private static final List<String> HAPPENS = List.of(
            "waits",
            "its answer sounds",
            "pieces stall",
            "pieces fail",
            "hearing lost",
            "transfer answered",
            "line lost",
            "model hands over",
            "wants an answer",
            "hangs up");

    @Test
    void whateverHappensTheCallGoesOnAndEndsClean() {
        var counts = new TreeMap<String, Integer>();
        for (long seed = FROM; seed < FROM + CALLS; seed++) {
            var log = new RandomCall(seed).run();
            HAPPENS.forEach(what -> counts.merge(what, log.times(what), Integer::sum));
        }
        if (CALLS == USUAL_CALLS) { // some calls again are too few to count what happens in them
            assertThat(counts)
                    .as("how often it happened")
                    .allSatisfy((what, times) -> assertThat(times).as(what).isGreaterThan(5));
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
