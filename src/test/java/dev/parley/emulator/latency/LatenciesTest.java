package dev.parley.emulator.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LatenciesTest {
    private final Latencies latencies = new Latencies("none");

    @ParameterizedTest
    @EnumSource(Stage.class)
    void whatIsDrawnFollowsThePublishedFigures(Stage stage) {
        latencies.azure();
        latencies.seed(42);
        for (int i = 0; i < 5_000; i++) {
            latencies.draw(stage);
        }

        var figures = latencies.figures(stage);
        assertThat(figures.p50Ms())
                .isCloseTo(stage.azure().p50Ms(), within(stage.azure().p50Ms() * 0.05));
        assertThat(figures.p95Ms())
                .isCloseTo(stage.azure().p95Ms(), within(stage.azure().p95Ms() * 0.07));
    }

    @Test
    void equalSeedsDrawEqualRows() {
        latencies.azure();

        assertThat(row(7)).isEqualTo(row(7)).isNotEqualTo(row(8));
    }

    @Test
    void nothingWaitsByDefault() {
        assertThat(latencies.draw(Stage.FINAL)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void aPercentileBelowTheMedianIsRefused() {
        assertThatThrownBy(() -> new Distribution(100, 50)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aLineIsLateAndKeepsTheOrder() throws InterruptedException {
        var arrived = new ArrayList<Integer>();
        try (var timer = Executors.newScheduledThreadPool(2)) {
            long began = System.nanoTime();
            var line =
                    new DelayLine<Integer>(30, (ms, work) -> timer.schedule(work, ms, TimeUnit.MILLISECONDS), what -> {
                        synchronized (arrived) {
                            arrived.add(what);
                            arrived.notifyAll();
                        }
                    });
            for (int i = 0; i < 200; i++) {
                line.add(i);
            }
            synchronized (arrived) {
                while (arrived.size() < 200) {
                    arrived.wait(5_000);
                }
            }
            assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(30));
        }
        assertThat(arrived).isSorted();
    }

    private List<Long> row(long seed) {
        latencies.seed(seed);
        var row = new ArrayList<Long>();
        for (int i = 0; i < 20; i++) {
            row.add(latencies.draw(Stage.FIRST_TOKEN).orElseThrow());
        }
        return row;
    }
}
