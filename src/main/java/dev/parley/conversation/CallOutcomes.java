package dev.parley.conversation;

import dev.parley.agents.CallOutcome;
import dev.parley.agents.Persona;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.sessions.ConversationSnapshot;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Sums up each call of this node and tells what became of it when it ends, or its persona's part of it. Thread-safe across
 * calls.
 */
@ApplicationScoped
public class CallOutcomes implements TurnObserver {
    /** These say nothing of the persona: the call goes on elsewhere, or the network or the server ended it. */
    private static final Set<Ending> UNTOLD = EnumSet.of(Ending.TAKEN_OVER, Ending.LINE_LOST, Ending.SERVER_STOPPED);

    private static final Set<Ending> CONTAINED =
            EnumSet.of(Ending.CALLER_HUNG_UP, Ending.AGENT_SAID_GOODBYE, Ending.CALLER_SILENT);

    private static final int REMEMBERED = 1_000;

    private final Consumer<CallOutcome> told;
    private final InstantSource clock;
    private final Map<String, CallSoFar> calls = new ConcurrentHashMap<>();
    private final Set<String> over = new LinkedHashSet<>(); // oldest first

    CallOutcomes() {
        this(outcome -> {}, InstantSource.system());
    }

    @Inject
    public CallOutcomes(Event<CallOutcome> told) {
        this(told::fire, InstantSource.system());
    }

    CallOutcomes(Consumer<CallOutcome> told, InstantSource clock) {
        this.told = told;
        this.clock = clock;
    }

    @Override
    public void began(Opening opening, long atNanos) {
        var before = opening.memory().map(ConversationSnapshot::lasted).orElse(Duration.ZERO);
        calls.put(
                opening.callId(),
                new CallSoFar(opening.persona(), clock.instant().minus(before)));
    }

    @Override
    public void turnBegan(String callId, TurnId turn, String cause, long atNanos) {
        // counted when it ends
    }

    @Override
    public void stageEnded(
            String callId, TurnId turn, Stage stage, long fromNanos, long toNanos, Map<String, Object> facts) {
        // the report at the turn's end has what counts
    }

    @Override
    public void decided(String callId, TurnId turn, String decision, Map<String, Object> facts, long atNanos) {
        var call = calls.get(callId);
        if (call != null) {
            call.decided(turn, decision, facts);
        }
    }

    @Override
    public void turnEnded(String callId, TurnReport report, long atNanos) {
        var call = calls.get(callId);
        if (call != null) {
            call.turnEnded(report);
        }
    }

    /** Each persona answers for its own part of the call: handing over is what this one was to do. */
    @Override
    public void handedOver(String callId, Persona to, long atNanos) {
        var before = calls.replace(callId, new CallSoFar(to, clock.instant()));
        if (before != null) {
            told.accept(before.outcome(true, false));
        }
    }

    @Override
    public void ended(String callId, Ending why, Duration lasted, long atNanos) {
        var call = calls.remove(callId);
        if (call != null && !UNTOLD.contains(why) && isFirstEnd(callId)) {
            told.accept(call.outcome(CONTAINED.contains(why), why == Ending.FAILED));
        }
    }

    /** A call that cannot begin is tried again by the phone network, and counts once. */
    private boolean isFirstEnd(String callId) {
        synchronized (over) {
            if (over.size() >= REMEMBERED) {
                over.remove(over.iterator().next());
            }
            return over.add(callId);
        }
    }
}
