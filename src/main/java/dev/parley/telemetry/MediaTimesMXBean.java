package dev.parley.telemetry;

import java.util.Map;

/** The media path's times as an operator reads them by JMX, under {@value #NAME}. */
public interface MediaTimesMXBean {
    String NAME = "dev.parley:type=MediaTimes";

    /**
     * Count, median, 99th percentile and maximum in microseconds, such as {@code frameToRecogniser.p99Us}.
     */
    Map<String, Long> getFigures();

    /** Begins anew. */
    void reset();
}
