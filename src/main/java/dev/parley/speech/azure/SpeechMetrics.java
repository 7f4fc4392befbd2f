package dev.parley.speech.azure;

import dev.parley.telemetry.Instruments;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/** Exports how soon voices begin, with and without a connection that was open before, and what is paid for. Thread-safe. */
@ApplicationScoped
public class SpeechMetrics implements SpeechMeter {
    private static final AttributeKey<String> CONNECTION = AttributeKey.stringKey("rt.speech.connection");
    private static final double NANOS_PER_SECOND = 1e9;

    private DoubleHistogram firstAudio;
    private LongCounter characters;
    private LongCounter heard;

    /** For the container's proxy. */
    SpeechMetrics() {}

    @Inject
    public SpeechMetrics(Meter meter) {
        firstAudio = Instruments.seconds(meter, "parley.speech.first_audio", "Text handed over to its first audio");
        characters = Instruments.count(meter, "parley.speech.characters", "Characters handed to the Speech SDK");
        heard = Instruments.count(
                meter, "parley.speech.heard_ms", "Milliseconds of audio given to connected recognisers");
    }

    @Override
    public void firstAudio(Connection how, long nanos) {
        firstAudio.record(
                nanos / NANOS_PER_SECOND, Attributes.of(CONNECTION, how.name().toLowerCase(Locale.ROOT)));
    }

    @Override
    public void spoken(int more) {
        characters.add(more);
    }

    @Override
    public void heard(long ms) {
        heard.add(ms);
    }
}
