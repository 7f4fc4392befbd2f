package dev.parley.telemetry;

import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import java.util.List;

/** How our metrics are made: durations in seconds, as OpenTelemetry's conventions ask, with buckets for conversation. */
public final class Instruments {
    /** From our own few milliseconds to the waits that callers complain of. */
    private static final List<Double> BUCKETS = List.of(
            0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0, 3.0, 5.0,
            10.0);

    private Instruments() {}

    /** What services that we ask failed at, by {@link Names#PEER_KEY} and {@link Names#ERROR_TYPE_KEY}. */
    public static LongCounter upstreamErrors(Meter meter) {
        return count(meter, "parley.upstream.errors", "Failures of the services that are asked, by service and kind");
    }

    public static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setDescription(description)
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .build();
    }

    public static LongCounter count(Meter meter, String name, String description) {
        return meter.counterBuilder(name).setDescription(description).build();
    }
}
