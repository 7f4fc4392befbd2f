package dev.parley.line.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.telemetry.MediaTimes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import org.junit.jupiter.api.Test;

class LineMetricsTest {
    private static final long MS = 1_000_000;

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final MediaTimes times = new MediaTimes();
    private final LineMetrics metrics = new LineMetrics(
            SdkMeterProvider.builder().registerMetricReader(reader).build().get("test"), times);

    @Test
    void aStopIsTimedForTheExportAndForTheServersOwnFigures() {
        metrics.stopped(3 * MS);

        assertThat(histogram("parley.cut.stop").getSum()).isEqualTo(0.003);
        assertThat(times.getFigures()).containsEntry("cutToStop.count", 1L);
    }

    @Test
    void gapsAreTimedAndLossesCounted() {
        metrics.gap(40 * MS);
        metrics.gap(20 * MS);
        metrics.missing(60);
        metrics.missing(20);

        assertThat(histogram("parley.line.gap").getCount()).isEqualTo(2);
        assertThat(histogram("parley.line.gap").getSum()).isEqualTo(0.06);
        assertThat(metric("parley.line.missing_ms").getLongSumData().getPoints())
                .singleElement()
                .satisfies(point -> assertThat(point.getValue()).isEqualTo(80));
    }

    @Test
    void aFrameIsExportedNowhere() {
        metrics.frameHeard(MS);

        assertThat(reader.collectAllMetrics()).isEmpty();
        assertThat(times.getFigures()).containsEntry("frameToRecogniser.count", 1L);
    }

    private HistogramPointData histogram(String name) {
        return metric(name).getHistogramData().getPoints().iterator().next();
    }

    private MetricData metric(String name) {
        return reader.collectAllMetrics().stream()
                .filter(data -> data.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }
}
