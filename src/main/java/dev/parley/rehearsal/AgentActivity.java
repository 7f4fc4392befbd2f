package dev.parley.rehearsal;

import dev.parley.agents.Persona;
import dev.parley.conversation.ConversationListener;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.conversation.LiveConversation;
import dev.parley.conversation.Opening;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnObserver;
import dev.parley.conversation.TurnReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the agent does, as its conversation tells. Told on the conversation's thread, asked on any. */
final class AgentActivity implements TurnObserver, ConversationListener {
    private final List<Turn> turns = new ArrayList<>();
    private Optional<Ending> ending = Optional.empty();
    private Optional<String> transferredTo = Optional.empty();
    private final List<String> handedTo = new ArrayList<>();
    private Duration lasted = Duration.ZERO;
    private LiveConversation conversation;
    private long beganNanos;

    /**
     * A turn of the agent.
     *
     * @param untilNanos when it was over
     * @param report empty while it lasts
     */
    record Turn(TurnId id, String cause, long fromNanos, long untilNanos, Optional<TurnReport> report) {}

    /** From now on a transfer ends this conversation: here nobody takes the call. */
    synchronized void of(LiveConversation live) {
        conversation = live;
        if (transferredTo.isPresent()) {
            live.end(Ending.TRANSFERRED, "transferred");
        }
    }

    @Override
    public synchronized void began(Opening opening, long atNanos) {
        beganNanos = atNanos;
    }

    @Override
    public synchronized void turnBegan(String callId, TurnId turn, String cause, long atNanos) {
        turns.add(new Turn(turn, cause, atNanos, atNanos, Optional.empty()));
    }

    @Override
    public synchronized void turnEnded(String callId, TurnReport report, long atNanos) {
        turns.replaceAll(turn -> turn.id.equals(report.turn())
                ? new Turn(turn.id, turn.cause, turn.fromNanos, atNanos, Optional.of(report))
                : turn);
    }

    @Override
    public synchronized void handedOver(String callId, Persona to, long atNanos) {
        handedTo.add(to.id().value());
    }

    @Override
    public void stageEnded(
            String callId, TurnId turn, Stage stage, long fromNanos, long toNanos, Map<String, Object> facts) {
        // the report of the turn has all of them
    }

    @Override
    public void decided(String callId, TurnId turn, String decision, Map<String, Object> facts, long atNanos) {
        // what came of it is seen
    }

    @Override
    public void ended(String callId, Ending why, Duration after, long atNanos) {
        // the listener is told last, when all is released
    }

    @Override
    public synchronized void ended(String callId, Ending why, Duration after) {
        ending = Optional.of(why);
        lasted = after;
    }

    @Override
    public synchronized void transfer(String callId, String to) {
        transferredTo = Optional.of(to);
        if (conversation != null) {
            conversation.end(Ending.TRANSFERRED, "transferred");
        }
    }

    synchronized List<Turn> turns() {
        return List.copyOf(turns);
    }

    synchronized Optional<Ending> ending() {
        return ending;
    }

    synchronized Optional<String> transferredTo() {
        return transferredTo;
    }

    /** Personas that took over, in order. */
    synchronized List<String> handedTo() {
        return List.copyOf(handedTo);
    }

    synchronized Duration lasted() {
        return lasted;
    }

    synchronized long beganNanos() {
        return beganNanos;
    }

    /** The turn in which the agent has the floor. */
    synchronized Optional<Turn> turn() {
        return turns.isEmpty() || turns.getLast().report.isPresent() ? Optional.empty() : Optional.of(turns.getLast());
    }

    /** When it was last done with a turn, where it has none now; empty: it has one, or had none yet. */
    synchronized Optional<Turn> lastTurn() {
        return turns.isEmpty() || turns.getLast().report.isEmpty() ? Optional.empty() : Optional.of(turns.getLast());
    }
}
