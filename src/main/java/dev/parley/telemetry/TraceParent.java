package dev.parley.telemetry;

import io.opentelemetry.api.trace.Span;
import java.util.Optional;

/** The W3C {@code traceparent} header (www.w3.org/TR/trace-context, version 00). */
public final class TraceParent {
    private TraceParent() {}

    /** Of the span of now, so that what comes later joins its trace; else what the client sent. */
    public static Optional<String> ofNow(Optional<String> sent) {
        var now = Span.current().getSpanContext();
        return now.isValid()
                ? Optional.of("00-" + now.getTraceId() + "-" + now.getSpanId() + "-"
                        + now.getTraceFlags().asHex())
                : sent;
    }
}
