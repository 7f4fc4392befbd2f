package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What a conversation wants done, in this order. None of it blocks. */
sealed interface Effect {
    record Ask(TurnId turn, List<ChatMessage> history, List<ToolSchema> tools) implements Effect {}

    /** The model answers with its own voice. */
    record AskAloud(PieceId voice, List<ChatMessage> history, List<ToolSchema> tools) implements Effect {}

    /** The model that hears for itself is told what the caller entered without a voice. */
    record TellEntered(String text) implements Effect {
        @Override
        public String toString() {
            return "TellEntered";
        }
    }

    /** The model that hears for itself is shown a picture, a data URL. */
    record ShowPicture(String picture) implements Effect {
        @Override
        public String toString() {
            return "ShowPicture";
        }
    }

    /** The model that speaks for itself is told what the caller heard of a cut piece. */
    record TellHeard(PieceId piece, long samples) implements Effect {}

    record Speak(PieceId piece, String text) implements Effect {
        @Override
        public String toString() {
            return "Speak[" + piece + "]";
        }
    }

    /** Silences this turn and those before it; {@link ConversationEvent.PlaybackCut} answers before any other event. */
    record CutPlayback(TurnId turn) implements Effect {}

    /** Stops playback of this turn and holds it; {@link ConversationEvent.PlaybackPaused} answers before any other event. */
    record PausePlayback(TurnId turn) implements Effect {}

    /** Goes on there with what was paused; empty: behind all that went out. */
    record ResumePlayback(Optional<PlayoutLedger.Position> from) implements Effect {}

    /** Audio of this turn and later ones is kept and not given to the line, until {@link ReleasePlayback} or {@link DropHeld}. */
    record HoldPlayback(TurnId from) implements Effect {}

    record ReleasePlayback() implements Effect {}

    /** What was held is not wanted: nothing of it went out, so the line need not be told. */
    record DropHeld(TurnId turn) implements Effect {}

    /** Ends the engine's work for this turn and those before it. */
    record CancelTurn(TurnId turn) implements Effect {}

    /** Ends the model's answer of this turn; what it said is still spoken. */
    record StopThinking(TurnId turn) implements Effect {}

    record RunTools(TurnId turn, List<ToolCall> calls) implements Effect {}

    record CancelTools(Set<String> callIds) implements Effect {}

    /** Replaces the timer that runs for this deadline. */
    record StartTimer(Deadline deadline, long timer, Duration after) implements Effect {}

    record StopTimer(Deadline deadline) implements Effect {}

    record ListenAgain(List<ChatMessage> history) implements Effect {}

    /** Another engine goes on with the call, by this persona. */
    record FallBack(Persona persona, List<ChatMessage> history) implements Effect {}

    /** This persona goes on with the call; by another engine where its pipeline is another one. */
    record HandOff(Persona persona, List<ChatMessage> history, List<ToolSchema> tools) implements Effect {}

    /** Another session of the model is opened beside the one that serves. */
    record PrepareNext() implements Effect {}

    /** That one serves from now on; {@code settled}: nothing is under way, and the history is complete. */
    record TakeOver(List<ChatMessage> history, boolean settled) implements Effect {}

    /** Hands the call to somebody else; {@link ConversationEvent.TransferFailed} or the end of the call answers. */
    record Transfer(String to) implements Effect {
        @Override
        public String toString() {
            return "Transfer";
        }
    }

    /** Tells the line, if it can show it. */
    record Tell(Caption caption) implements Effect {}

    record Observe(Consumer<TurnObserver> what) implements Effect {}

    /** Releases everything; nothing follows. */
    record Finish(ConversationListener.Ending why) implements Effect {}
}
