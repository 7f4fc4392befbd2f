package dev.parley.conversation;

import dev.parley.agents.PersonaId;
import dev.parley.agents.Tools.ToolOutcome;
import java.util.Map;
import java.util.Optional;

/**
 * Hands the call to another persona: a model asks for it as it asks for a tool, the one who leaves is heard out or cut, then
 * the other one has the call and speaks first. Belongs to the conversation's thread.
 */
final class HandingOver {
    /** Of a turn with which somebody takes over. */
    static final String CAUSE = "hand-off";

    /** Hand-offs of one call: more are personas that send a caller in circles. */
    static final int MOST = 5;

    static final ToolOutcome GONE = failed("nobody of that name can take over now");

    private static final ToolOutcome ACCEPTED =
            new ToolOutcome("{\"status\":\"handed over, the other agent speaks next\"}", false, false);
    private static final ToolOutcome SECOND = failed("the caller is handed over to somebody else already");
    private static final ToolOutcome BACK = failed("the caller was handed over to you only now");
    private static final ToolOutcome TOO_OFTEN = failed("the caller was handed over too often");

    private final Scene scene;
    private final Answering answering;
    private final Speculation speculation;
    private final Relistening relistening;
    private final Rollover rollover;
    private Optional<PersonaId> before = Optional.empty();
    private int times;
    private boolean owesFirstWords;
    private boolean waitedForWords;

    HandingOver(Scene scene, Answering answering, Speculation speculation, Relistening relistening, Rollover rollover) {
        this.scene = scene;
        this.answering = answering;
        this.speculation = speculation;
        this.relistening = relistening;
        this.rollover = rollover;
    }

    private static ToolOutcome failed(String why) {
        return new ToolOutcome("{\"error\":\"" + why + "; go on with the caller yourself\"}", true, false);
    }

    /** Somebody could take over, as the model wants it. */
    void found(ConversationEvent.SuccessorFound found) {
        scene.turn(found.turn())
                .filter(turn -> turn.running.containsKey(found.call().id())) // else it was cut and nobody asks any more
                .map(turn -> accepted(turn, found.role()))
                .ifPresent(outcome ->
                        answering.toolEnded(new ConversationEvent.ToolEnded(found.turn(), found.call(), outcome)));
    }

    private ToolOutcome accepted(AgentTurn turn, Role role) {
        if (turn.successor.isPresent()) {
            return SECOND;
        }
        boolean back = turn.cause.equals(CAUSE)
                && before.equals(Optional.of(role.persona().id()));
        if (back || times >= MOST) {
            scene.decided("hand-off refused", Map.of("reason", back ? "straight back" : "too many"));
            return back ? BACK : TOO_OFTEN;
        }
        turn.successor = Optional.of(role);
        // words in the other engine's hearing would be lost with it
        turn.uninterruptible |= scene.changesEngine(role);
        return ACCEPTED;
    }

    /** This turn was heard or cut: whom it handed the call to is next. */
    void turnOver(AgentTurn turn) {
        if (turn.handsOver()) {
            scene.successor = turn.successor;
        }
    }

    /** Who is next has the call from now on; where that changes the engine, not before the caller's words are known. */
    void performOnceKnown(boolean callerBusy) {
        boolean changes = scene.successor.filter(scene::changesEngine).isPresent();
        if (!changes || !callerBusy && !awaitsWords()) {
            perform();
        }
    }

    private boolean awaitsWords() {
        boolean awaits = !waitedForWords && scene.history.awaitsWords();
        if (awaits && !scene.runs(Deadline.FINAL)) {
            scene.start(Deadline.FINAL);
        }
        return awaits;
    }

    /** The caller's words did not come in time: it is done without them. */
    void wordsLate() {
        waitedForWords = scene.successor.isPresent();
    }

    /** Who is next has the call from now on. */
    void perform() {
        var next = scene.successor;
        if (next.isEmpty()) {
            return;
        }
        waitedForWords = false;
        times++;
        before = Optional.of(scene.persona().id());
        owesFirstWords = true;
        speculation.drop("hand-off");
        if (scene.handOver(next.get())) {
            rollover.sessionLost();
            relistening.begin();
        }
    }

    /** Whether the one who took over has not spoken yet. */
    boolean owesFirstWords() {
        return owesFirstWords;
    }

    /** The agent takes the floor. */
    void speaks() {
        owesFirstWords = false;
    }
}
