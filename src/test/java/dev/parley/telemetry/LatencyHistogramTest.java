package dev.parley.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
    private final LatencyHistogram times = new LatencyHistogram();

    @Test
    void quantilesAreRightToSixPercentFromNanosecondsToMinutes() {
        for (var nanos = 1L; nanos < 60_000_000_000L; nanos = nanos * 3 / 2 + 1) {
            times.clear();
            times.record(nanos);
            times.record(nanos * 100);
            assertThat((double) times.quantileNanos(0.5))
                    .as("median of %d", nanos)
                    .isBetween(nanos * 1.0, nanos * 1.07);
        }
    }

    @Test
    void aFewSlowOnesShowInTheHighQuantilesAlone() {
        for (var index = 0; index < 985; index++) {
            times.record(100_000);
        }
        for (var index = 0; index < 15; index++) {
            times.record(9_000_000);
        }

        assertThat(times.count()).isEqualTo(1_000);
        assertThat(times.quantileNanos(0.5)).isBetween(100_000L, 107_000L);
        assertThat(times.quantileNanos(0.99)).isEqualTo(9_000_000);
        assertThat(times.longestNanos()).isEqualTo(9_000_000);
    }

    @Test
    void nothingRecordedIsZero() {
        assertThat(times.quantileNanos(0.99)).isZero();
        assertThat(times.count()).isZero();
    }
}
