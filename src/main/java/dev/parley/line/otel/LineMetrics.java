package dev.parley.line.otel;

import dev.parley.line.LineMeter;
import dev.parley.telemetry.Instruments;
import dev.parley.telemetry.MediaTimes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What media sockets lose and how fast they fall silent. Exported is only what happens now and then, never a frame. Thread-safe. */
@ApplicationScoped
public class LineMetrics implements LineMeter {
    private static final double NANOS_PER_SECOND = 1e9;

    private DoubleHistogram stop;
    private DoubleHistogram gap;
    private LongCounter missing;
    private MediaTimes times;

    /** For the container's proxy. */
    LineMetrics() {}

    @Inject
    public LineMetrics(Meter meter, MediaTimes times) {
        this.times = times;
        stop = Instruments.seconds(meter, "parley.cut.stop", "Decision to cut to the stop message written");
        gap = Instruments.seconds(meter, "parley.line.gap", "Silences inside a turn because audio came too late");
        missing = Instruments.count(meter, "parley.line.missing_ms", "Milliseconds of caller audio that never came");
    }

    /** Per frame, so it goes nowhere but into a histogram of our own. */
    @Override
    public void frameHeard(long nanos) {
        times.frameHeard(nanos);
    }

    @Override
    public void stopped(long nanos) {
        stop.record(nanos / NANOS_PER_SECOND);
        times.stopWritten(nanos);
    }

    @Override
    public void gap(long nanos) {
        gap.record(nanos / NANOS_PER_SECOND);
    }

    @Override
    public void missing(long ms) {
        missing.add(ms);
    }
}
