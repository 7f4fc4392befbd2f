package dev.parley.line.acs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final long MINUTE = 60_000_000_000L;

    @Test
    void framesReallyPassThroughQueueWriterAndReader() {
        assertThat(WarmUp.run(100, System.nanoTime() + MINUTE)).isGreaterThanOrEqualTo(90);
    }

    @Test
    void itEndsWhenItsTimeIsOver() {
        assertThat(WarmUp.run(Integer.MAX_VALUE, System.nanoTime())).isZero();
    }
}
