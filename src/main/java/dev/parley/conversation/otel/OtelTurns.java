package dev.parley.conversation.otel;

import dev.parley.agents.Persona;
import dev.parley.config.Settings;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.Opening;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnObserver;
import dev.parley.conversation.TurnReport;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes one trace per call, and a log event per decision that names call and trace. Spans stand while the conversation
 * lives. Thread-safe across calls; each call is told of by one thread at a time.
 */
@ApplicationScoped
public class OtelTurns implements TurnObserver {
    private static final Logger LOG = Logger.getLogger("dev.parley.decisions");

    private final Tracer tracer;
    private final Peers peers;
    private final Map<String, CallTrace> calls = new ConcurrentHashMap<>();

    OtelTurns() {
        this(null, Peers.UNKNOWN);
    }

    @Inject
    public OtelTurns(Tracer tracer, Settings settings) {
        this(tracer, Peers.of(settings));
    }

    OtelTurns(Tracer tracer, Peers peers) {
        this.tracer = tracer;
        this.peers = peers;
    }

    @Override
    public void began(Opening opening, long atNanos) {
        calls.put(opening.callId(), new CallTrace(tracer, peers, opening, atNanos));
        log(opening.callId(), "call began", Map.of("persona", opening.persona().id()));
    }

    @Override
    public Optional<String> traceParent(String callId) {
        return Optional.ofNullable(calls.get(callId)).map(CallTrace::traceParent);
    }

    @Override
    public void turnBegan(String callId, TurnId turn, String cause, long atNanos) {
        trace(callId, call -> call.turnBegan(turn, cause, atNanos));
        log(callId, "turn began", Map.of("turn", turn.number(), "cause", cause));
    }

    @Override
    public void stageEnded(
            String callId, TurnId turn, Stage stage, long fromNanos, long toNanos, Map<String, Object> facts) {
        trace(callId, call -> call.stage(turn, stage, fromNanos, toNanos, facts));
    }

    @Override
    public void decided(String callId, TurnId turn, String decision, Map<String, Object> facts, long atNanos) {
        trace(callId, call -> call.decided(turn, decision, facts, atNanos));
        var all = new TreeMap<>(facts);
        all.put("turn", turn.number());
        log(callId, decision, all);
    }

    @Override
    public void handedOver(String callId, Persona to, long atNanos) {
        trace(callId, call -> call.handedOver(to, atNanos));
    }

    @Override
    public void turnEnded(String callId, TurnReport report, long atNanos) {
        var facts = TurnFacts.of(report);
        trace(callId, call -> call.turnEnded(report.turn(), report.how(), facts, atNanos));
        var all = new TreeMap<String, Object>(facts);
        all.put("turn", report.turn().number());
        all.put("how", report.how());
        log(callId, "turn ended", all);
    }

    @Override
    public void ended(String callId, Ending why, Duration lasted, long atNanos) {
        log(callId, "call ended", Map.of("why", why, "lasted_ms", lasted.toMillis()));
        trace(callId, call -> call.ended(why, atNanos));
        calls.remove(callId);
    }

    private void trace(String callId, Consumer<CallTrace> what) {
        var call = calls.get(callId);
        if (call != null) {
            what.accept(call);
        }
    }

    private void log(String callId, String event, Map<String, ?> facts) {
        if (LOG.isLoggable(Level.INFO)) {
            var call = calls.get(callId);
            LOG.info(LogEvent.of(event, callId, call == null ? "" : call.traceId(), facts));
        }
    }
}
