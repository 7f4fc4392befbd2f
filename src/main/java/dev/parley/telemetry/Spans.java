package dev.parley.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What all our spans say in the same way (prior-systems §0). */
public final class Spans {
    private Spans() {}

    /**
     * Makes it the span of an operation of somebody else's.
     *
     * @param peer acs, speech or openai
     * @param host whose name or address the peer has, where it is configured
     * @param protocol websocket or http
     */
    public static SpanBuilder asks(SpanBuilder span, String peer, Optional<String> host, String protocol) {
        host.ifPresent(name -> span.setAttribute(Names.SERVER_ADDRESS, name).setAttribute(Names.NET_PEER_NAME, name));
        return span.setSpanKind(SpanKind.CLIENT)
                .setAttribute(Names.PEER_SERVICE, peer)
                .setAttribute(Names.NETWORK_PROTOCOL, protocol);
    }

    /**
     * It failed: the status, and an event that says how.
     *
     * @param type one of few values
     * @param message without spoken words and numbers
     * @param epochNanos since 1970
     */
    public static void failed(Span span, String type, String message, long epochNanos) {
        span.setStatus(StatusCode.ERROR)
                .setAttribute(Names.ERROR_TYPE, type)
                .addEvent(
                        Names.ERROR,
                        Attributes.of(
                                AttributeKey.stringKey(Names.ERROR_TYPE),
                                type,
                                AttributeKey.stringKey(Names.ERROR_MESSAGE),
                                message),
                        epochNanos,
                        TimeUnit.NANOSECONDS);
    }
}
