package dev.parley.conversation;

import dev.parley.agents.ToolCall;
import dev.parley.agents.Tools.ToolOutcome;
import java.time.Duration;

/** What happens to a conversation. All are control: one that does not fit into the mailbox ends the call. */
sealed interface ConversationEvent {
    record Began() implements ConversationEvent {}

    record FromEngine(EngineEvent event) implements ConversationEvent {}

    /** A piece's synthesis failed after this many samples were given to the line. */
    record PieceLost(PieceId piece, long samplesGiven, boolean retryable) implements ConversationEvent {}

    /** The line wrote audio; merged with the report before it where no time is lost by that. */
    record Sent(PieceId piece, int samples, long atNanos, boolean amid) implements ConversationEvent {}

    record KeyPressed(char key) implements ConversationEvent {
        @Override
        public String toString() {
            return "KeyPressed";
        }
    }

    /** What the caller does without a voice and without keys. */
    sealed interface ByHand extends ConversationEvent {}

    /** The caller wrote this. */
    record Noted(String text) implements ByHand {
        @Override
        public String toString() {
            return "Noted";
        }
    }

    /** The caller shows this picture, a data URL. */
    record Shown(String picture) implements ByHand {
        @Override
        public String toString() {
            return "Shown";
        }
    }

    /** The caller wants an answer now. */
    record Prompted() implements ByHand {}

    /** The caller wants the agent to stop speaking. */
    record Stopped() implements ByHand {}

    /** Whoever is at the line answered a tool. */
    record ClientAnswered(String callId, String content) implements ConversationEvent {
        @Override
        public String toString() {
            return "ClientAnswered";
        }
    }

    /** The far end told how far its play-out is behind what was sent. */
    record LineLags(Duration delay) implements ConversationEvent {}

    record LineAttached(Line line) implements ConversationEvent {}

    record LineDetached(Line line, String reason) implements ConversationEvent {}

    record ToolEnded(TurnId turn, ToolCall call, ToolOutcome outcome) implements ConversationEvent {}

    /** Whom the model wants to hand the call to can take over. */
    record SuccessorFound(TurnId turn, ToolCall call, Role role) implements ConversationEvent {}

    /** Stale unless {@code timer} is the one that runs for this deadline. */
    record DeadlinePassed(Deadline deadline, long timer) implements ConversationEvent {}

    /** Playback of this turn is cut and every sample that went out was reported; follows the cut at once. */
    record PlaybackCut(TurnId turn) implements ConversationEvent {}

    /** Playback of this turn stands still and every sample that went out was reported; follows the pause at once. */
    record PlaybackPaused(TurnId turn) implements ConversationEvent {}

    /** Nobody took the call that was to be transferred. */
    record TransferFailed() implements ConversationEvent {}

    /** Its time is over: goodbye is said, then it ends. */
    record GoodbyeAsked(ConversationListener.Ending why) implements ConversationEvent {}

    /** Somebody wants another session of the model to go on with the call. */
    record RolloverAsked() implements ConversationEvent {}

    record EndAsked(ConversationListener.Ending why, String reason) implements ConversationEvent {}
}
