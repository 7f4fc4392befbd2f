package dev.parley.speech.azure;

import dev.parley.telemetry.Instruments;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/** Exports how soon voices begin, with and without a connection that was open before. Thread-safe. */
@ApplicationScoped
public class SpeechMetrics implements FirstAudioTimes {
    private static final AttributeKey<String> CONNECTION = AttributeKey.stringKey("rt.speech.connection");
    private static final double NANOS_PER_SECOND = 1e9;

    private DoubleHistogram firstAudio;

    /** For the container's proxy. */
    SpeechMetrics() {}

    @Inject
    public SpeechMetrics(Meter meter) {
        firstAudio = Instruments.seconds(meter, "parley.speech.first_audio", "Text handed over to its first audio");
    }

    @Override
    public void firstAudio(Connection how, long nanos) {
        firstAudio.record(
                nanos / NANOS_PER_SECOND, Attributes.of(CONNECTION, how.name().toLowerCase(Locale.ROOT)));
    }
}
