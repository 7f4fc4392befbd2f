package dev.parley.conversation;

import dev.parley.sessions.ConversationSnapshot;
import java.util.Optional;

/**
 * What a conversation would need to go on elsewhere: taken when a turn begins or ends, something was said or done, or the line
 * is gone. Belongs to the conversation's thread.
 */
final class Remembering {
    private final Scene scene;
    private Optional<TurnId> turn = Optional.empty();

    Remembering(Scene scene) {
        this.scene = scene;
    }

    /** Whether there is more to remember than before this event. */
    boolean learnsBy(ConversationEvent event) {
        var before = turn;
        turn = scene.turn().map(current -> current.id);
        return !turn.equals(before) || tells(event);
    }

    private static boolean tells(ConversationEvent event) {
        return switch (event) {
            case ConversationEvent.FromEngine from ->
                from.event() instanceof EngineEvent.UtteranceHeard || from.event() instanceof EngineEvent.AnswerEnded;
            case ConversationEvent.ToolEnded ended -> true;
            case ConversationEvent.LineDetached detached -> true;
            default -> false;
        };
    }

    /** @param traceParent of the call's span */
    ConversationSnapshot snapshot(long nowNanos, Optional<String> traceParent) {
        var opening = scene.opening;
        var persona = scene.persona();
        return new ConversationSnapshot(
                opening.callId(),
                persona.id().value(),
                persona.revision(),
                scene.lastTurn().number() + 1,
                scene.lasted(),
                scene.history.said(scene.ledger, nowNanos),
                scene.turn()
                        .map(current -> current.entry.unheard(scene.ledger, nowNanos))
                        .orElse(""),
                opening.context(),
                traceParent);
    }
}
