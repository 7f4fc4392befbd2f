package dev.parley.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Optional;

/** The W3C {@code traceparent} header (www.w3.org/TR/trace-context, version 00). */
public final class TraceParent {
    private static final TextMapGetter<String> HEADER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of("traceparent");
        }

        @Override
        public String get(String carrier, String key) {
            return key.equals("traceparent") ? carrier : null;
        }
    };

    private TraceParent() {}

    /** Whose spans belong to that header's trace; without one, or with a wrong one, to a trace of their own. */
    public static Context context(Optional<String> traceParent) {
        return traceParent
                .map(header -> W3CTraceContextPropagator.getInstance().extract(Context.root(), header, HEADER))
                .orElse(Context.root());
    }

    /** Whose span that header names, for a link; invalid without one, or with a wrong one. */
    public static SpanContext spanContext(Optional<String> traceParent) {
        return Span.fromContext(context(traceParent)).getSpanContext();
    }

    /** Of the span of now, so that what comes later joins its trace; else what the client sent. */
    public static Optional<String> ofNow(Optional<String> sent) {
        var now = Span.current().getSpanContext();
        return now.isValid() ? Optional.of(of(now)) : sent;
    }

    /** The header that names a span. */
    public static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }
}
