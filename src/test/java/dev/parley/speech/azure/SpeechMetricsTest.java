package dev.parley.speech.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.speech.azure.SpeechMeter.Connection;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import org.junit.jupiter.api.Test;

class SpeechMetricsTest {
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final SpeechMetrics metrics = new SpeechMetrics(
            SdkMeterProvider.builder().registerMetricReader(reader).build().get("test"));

    @Test
    void whatIsPaidForAddsUp() {
        metrics.spoken(12);
        metrics.spoken(30);
        metrics.heard(2_000);
        metrics.heard(500);

        assertThat(total("parley.speech.characters")).isEqualTo(42);
        assertThat(total("parley.speech.heard_ms")).isEqualTo(2_500);
    }

    @Test
    void firstAudioIsTimedByWhatItWasSpokenWith() {
        metrics.firstAudio(Connection.WARM, 200_000_000);

        assertThat(metric("parley.speech.first_audio").getHistogramData().getPoints())
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.getSum()).isEqualTo(0.2);
                    assertThat(point.getAttributes().asMap().toString()).contains("rt.speech.connection=warm");
                });
    }

    private long total(String name) {
        return metric(name).getLongSumData().getPoints().iterator().next().getValue();
    }

    private MetricData metric(String name) {
        return reader.collectAllMetrics().stream()
                .filter(data -> data.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }
}
