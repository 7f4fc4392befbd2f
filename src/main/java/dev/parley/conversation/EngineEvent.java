package dev.parley.conversation;

import dev.parley.agents.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine tells its conversation. All are control: none may be dropped; those that carry a turn are ignored when
 * that turn is over. Offsets of hearing are milliseconds since the call's first caller audio. Texts stay out of
 * {@code toString}.
 */
public sealed interface EngineEvent {
    record HearingReady() implements EngineEvent {}

    record SpeechStarted(long offsetMs) implements EngineEvent {}

    /** The caller's voice, by our own detector: a reason to listen, and to doubt that a turn is over. */
    record VoiceBegan(long offsetMs) implements EngineEvent {}

    /** The caller's voice may have ended at that offset; it has been quiet for too short a time to tell. */
    record VoiceFaded(long offsetMs) implements EngineEvent {}

    /** The caller's voice ended at that offset; {@code quietMs}: how long ago that is by the audio heard since. */
    record VoiceEnded(long offsetMs, long quietMs) implements EngineEvent {}

    record PartialHeard(String text, long offsetMs, long endMs) implements EngineEvent {
        @Override
        public String toString() {
            return "PartialHeard[" + offsetMs + ".." + endMs + " ms]";
        }
    }

    record UtteranceHeard(String text, long offsetMs, long endMs) implements EngineEvent {
        @Override
        public String toString() {
            return "UtteranceHeard[" + offsetMs + ".." + endMs + " ms]";
        }
    }

    /**
     * The caller's turn is over, as a model finds that hears for itself; its words follow.
     *
     * @param utterance its number in this call
     * @param audioMs how long it lasted
     */
    record TurnCommitted(int utterance, long audioMs) implements EngineEvent {}

    /** The words of that turn: none, if it was noise; empty, if nobody can tell. */
    record WordsFollowed(int utterance, Optional<String> text) implements EngineEvent {
        @Override
        public String toString() {
            return "WordsFollowed[" + utterance + "]";
        }
    }

    /** Sound ended without words: the partials since the last utterance are withdrawn. */
    record NothingHeard(long offsetMs) implements EngineEvent {}

    record HearingLost(String reason, boolean retryable) implements EngineEvent {}

    /** A session of the model serves, and can do so for that long. */
    record SessionLasts(Duration life) implements EngineEvent {}

    /** The session that was prepared can take over. */
    record NextReady() implements EngineEvent {}

    /** The session that was prepared is gone, or never came. */
    record NextLost(String reason, boolean retryable) implements EngineEvent {}

    record AnswerToken(TurnId turn, String text) implements EngineEvent {
        @Override
        public String toString() {
            return "AnswerToken[" + turn + "]";
        }
    }

    record ToolsWanted(TurnId turn, List<ToolCall> calls) implements EngineEvent {
        public ToolsWanted {
            calls = List.copyOf(calls);
        }
    }

    /** The answer is complete, as far as the model is concerned. */
    record AnswerEnded(TurnId turn, Ending ending, int promptTokens, int completionTokens) implements EngineEvent {}

    /** The answer will be late: the engine is asking once more, or elsewhere. */
    record AnswerDelayed(TurnId turn) implements EngineEvent {}

    /** What the engine did about a fault by itself, for the record: a name, and facts without words. */
    record Coped(String decision, Map<String, Object> facts) implements EngineEvent {
        public Coped {
            facts = Map.copyOf(facts);
        }
    }

    /** The model used so many tokens beside those of answers that ended. */
    record TokensUsed(long tokens) implements EngineEvent {}

    record AnswerFailed(TurnId turn, String reason, boolean retryable) implements EngineEvent {}

    /** Where a word lies in a piece's audio. {@code textEnd}: index behind it in the piece's text. */
    record WordPlaced(PieceId piece, int textEnd, long offsetMs, long durationMs) implements EngineEvent {}

    /** All audio of the piece was given to the line. */
    record PieceSpoken(PieceId piece, long samples) implements EngineEvent {}

    /** The piece's synthesis failed; what came before was given to the line. */
    record PieceFailed(PieceId piece, String reason, boolean retryable) implements EngineEvent {}

    /** Why an answer ended. */
    enum Ending {
        COMPLETE,
        TOOLS,
        TOO_LONG,
        FILTERED
    }
}
