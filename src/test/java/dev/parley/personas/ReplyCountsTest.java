package dev.parley.personas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyCountsTest {
    @Test
    void withoutRepliesThereIsNoMedian() {
        assertThat(ReplyCounts.NONE.median()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {60, 200, 750, 1_000, 2_400, 9_000, 30_000})
    void theMedianIsToldToWithinAFewPercent(long ms) {
        var spread = LongStream.rangeClosed(ms - ms / 2, ms + ms / 2).boxed().toList();

        assertThat((double) ReplyCounts.NONE.plus(spread).median().orElseThrow())
                .isCloseTo(ms, within(ms * 0.05));
    }

    @Test
    void whatSeveralNodesCountedAddsUp() {
        var fast = ReplyCounts.NONE.plus(Collections.nCopies(10, 400L));
        var slow = ReplyCounts.NONE.plus(Collections.nCopies(30, 2_000L));

        assertThat(fast.plus(slow)).isEqualTo(slow.plus(fast));
        assertThat((double) fast.plus(slow).median().orElseThrow()).isCloseTo(2_000, within(200.0));
    }

    @Test
    void theImpossiblyFastAndTheEndlessAreCountedToo() {
        var odd = ReplyCounts.NONE.plus(List.of(0L, 1L, 3_600_000L));

        assertThat(odd.counts().stream().mapToLong(Long::longValue).sum()).isEqualTo(3);
    }
}
