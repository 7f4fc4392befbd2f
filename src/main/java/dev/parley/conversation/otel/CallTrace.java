package dev.parley.conversation.otel;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.PersonaId;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.Opening;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnObserver.Stage;
import dev.parley.telemetry.Names;
import dev.parley.telemetry.Spans;
import dev.parley.telemetry.TraceParent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The trace of one call. Used by its conversation's thread alone. */
final class CallTrace {
    private static final String WEBSOCKET = "websocket";
    private static final String FELL_BACK = "engine fell back";

    private static final Set<String> OF_HEARING = Set.of(
            "hearing lost",
            "caller audio lost",
            "recogniser replaced",
            "recogniser hedged",
            "partial taken for the utterance",
            "corrected",
            "false alarm",
            "rollover begins",
            "rollover",
            "rollover failed",
            FELL_BACK);

    private final Tracer tracer;
    private final Peers peers;
    /** What is added to {@link System#nanoTime} to get nanoseconds since 1970; fixed per call, so that spans keep order. */
    private final long epochOffsetNanos;

    private final Span call;
    /** Hears the caller now: the recognisers, or the speech-to-speech model in all its sessions. */
    private Span hearing;

    private Pipeline pipeline;
    private final Map<TurnId, Span> turns = new HashMap<>();
    /** Who has the call. */
    private PersonaId persona;

    CallTrace(Tracer tracer, Peers peers, Opening opening, long atNanos) {
        this.tracer = tracer;
        this.peers = peers;
        this.persona = opening.persona().id();
        this.epochOffsetNanos = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - System.nanoTime();
        var span = tracer.spanBuilder(Names.CALL)
                .setParent(TraceParent.context(opening.traceParent()))
                .setSpanKind(SpanKind.SERVER)
                .setStartTimestamp(epoch(atNanos), TimeUnit.NANOSECONDS)
                .setAttribute(Names.NETWORK_PROTOCOL, WEBSOCKET)
                .setAttribute(Names.SESSION_ID, opening.callId())
                .setAttribute(Names.PERSONA, opening.persona().id().toString())
                .setAttribute(
                        Names.PERSONA_REVISION,
                        Names.shortRevision(opening.persona().revision()));
        opening.connectionId().ifPresent(id -> span.setAttribute(Names.CONNECTION_ID, id));
        opening.memory()
                .map(memory -> TraceParent.spanContext(memory.traceParent()))
                .filter(SpanContext::isValid)
                .ifPresent(span::addLink);
        this.call = span.startSpan();
        this.pipeline = opening.persona().pipeline();
        this.hearing = hearing(atNanos);
    }

    private Span hearing(long atNanos) {
        return switch (pipeline) {
            case REALTIME -> hearing(Names.REALTIME, "openai", peers.realtime(), atNanos);
            case CASCADE -> hearing(Names.RECOGNITION, "speech", peers.speech(), atNanos);
        };
    }

    private Span hearing(String name, String peer, Optional<String> host, long atNanos) {
        return Spans.asks(tracer.spanBuilder(name), peer, host, WEBSOCKET)
                .setParent(Context.root().with(call))
                .setStartTimestamp(epoch(atNanos), TimeUnit.NANOSECONDS)
                .startSpan();
    }

    void handedOver(Persona to, long atNanos) {
        persona = to.id();
        if (pipeline != to.pipeline()) {
            hearsBy(to.pipeline(), atNanos);
        }
    }

    private void hearsBy(Pipeline other, long atNanos) {
        pipeline = other;
        hearing.end(epoch(atNanos), TimeUnit.NANOSECONDS);
        hearing = hearing(atNanos);
    }

    void turnBegan(TurnId turn, String cause, long atNanos) {
        turns.put(
                turn,
                tracer.spanBuilder(Names.TURN)
                        .setParent(Context.root().with(call))
                        .setStartTimestamp(epoch(atNanos), TimeUnit.NANOSECONDS)
                        .setAttribute(Names.TURN_NUMBER, turn.number())
                        .setAttribute(Names.TURN_CAUSE, cause)
                        .setAttribute(Names.PERSONA, persona.toString())
                        .startSpan());
    }

    void stage(TurnId turn, Stage stage, long fromNanos, long toNanos, Map<String, Object> facts) {
        var span = tracer.spanBuilder(Names.TURN + "." + stage.name().toLowerCase(Locale.ROOT))
                .setParent(Context.root().with(of(turn)));
        if (stage == Stage.THINK && pipeline == Pipeline.CASCADE) {
            Spans.asks(span, "openai", peers.chat(), "http").setAttribute(Names.HTTP_METHOD, "POST");
        } else if (stage == Stage.THINK) {
            Spans.asks(span, "openai", peers.realtime(), WEBSOCKET);
        } else if (stage == Stage.SPEAK && pipeline == Pipeline.CASCADE) {
            Spans.asks(span, "speech", peers.speech(), WEBSOCKET);
        }
        span.setStartTimestamp(epoch(fromNanos), TimeUnit.NANOSECONDS)
                .setAllAttributes(attributes(facts))
                .startSpan()
                .end(epoch(Math.max(fromNanos, toNanos)), TimeUnit.NANOSECONDS);
    }

    void decided(TurnId turn, String decision, Map<String, Object> facts, long atNanos) {
        var span = OF_HEARING.contains(decision) ? hearing : of(turn);
        span.addEvent(decision, attributes(facts), epoch(atNanos), TimeUnit.NANOSECONDS);
        if (decision.endsWith("failed") || decision.endsWith("lost")) {
            failed(span, decision, facts, atNanos);
        }
        if (decision.equals(FELL_BACK)) {
            failed(hearing, decision, facts, atNanos);
            hearsBy(Pipeline.CASCADE, atNanos);
        }
    }

    void turnEnded(TurnId turn, String how, Map<String, Object> facts, long atNanos) {
        var span = turns.remove(turn);
        if (span != null) {
            span.setAllAttributes(attributes(facts))
                    .setAttribute(Names.ENDING, how)
                    .end(epoch(atNanos), TimeUnit.NANOSECONDS);
        }
    }

    void ended(Ending why, long atNanos) {
        List.copyOf(turns.keySet()).forEach(turn -> turnEnded(turn, "call ended", Map.of(), atNanos));
        hearing.end(epoch(atNanos), TimeUnit.NANOSECONDS);
        call.setAttribute(Names.ENDING, why.name());
        if (why == Ending.FAILED) {
            failed(call, why.name(), Map.of(), atNanos);
        }
        call.end(epoch(atNanos), TimeUnit.NANOSECONDS);
    }

    String traceParent() {
        return TraceParent.of(call.getSpanContext());
    }

    String traceId() {
        return call.getSpanContext().getTraceId();
    }

    /** The turn's span, or the call's when the turn is over. */
    Span of(TurnId turn) {
        return turns.getOrDefault(turn, call);
    }

    private void failed(Span span, String what, Map<String, Object> facts, long atNanos) {
        var reason = facts.get("reason") instanceof String known && !known.isEmpty() ? ": " + known : "";
        Spans.failed(span, what.replace(' ', '_'), what + reason, epoch(atNanos));
    }

    private static Attributes attributes(Map<String, Object> facts) {
        var attributes = Attributes.builder();
        facts.forEach((name, value) -> put(attributes, Names.FACT + name, value));
        return attributes.build();
    }

    private static void put(AttributesBuilder attributes, String name, Object value) {
        switch (value) {
            case Boolean flag -> attributes.put(name, flag);
            case Float number -> attributes.put(name, number.doubleValue());
            case Double number -> attributes.put(name, number);
            case Number number -> attributes.put(name, number.longValue());
            default -> attributes.put(name, value.toString());
        }
    }

    private long epoch(long nanos) {
        return nanos + epochOffsetNanos;
    }
}
