package dev.parley.realtime;

import dev.parley.agents.ToolCall;
import java.time.Duration;
import java.util.Optional;

/** What a speech-to-speech model tells. Offsets are milliseconds of the audio that it was given. */
public sealed interface RealtimeEvent {
    /**
     * The session is set and takes audio.
     *
     * @param lasts how long it can live from now on; empty where nobody tells
     */
    record Ready(Optional<Duration> lasts) implements RealtimeEvent {
        public Ready() {
            this(Optional.empty());
        }
    }

    record VoiceBegan(long offsetMs) implements RealtimeEvent {}

    record VoiceEnded(long offsetMs) implements RealtimeEvent {}

    /** The caller's turn is over and in the model's memory as this item. */
    record TurnCommitted(String itemId) implements RealtimeEvent {}

    record Transcribed(String itemId, String text) implements RealtimeEvent {
        @Override
        public String toString() {
            return "Transcribed[" + itemId + "]";
        }
    }

    record NotTranscribed(String itemId) implements RealtimeEvent {}

    /** A response that was asked for is under way. */
    record ResponseBegan(String responseId) implements RealtimeEvent {}

    /** Audio of 24 kHz; the receiver's from now on. */
    record Audio(String responseId, String itemId, byte[] pcm) implements RealtimeEvent {
        @Override
        public String toString() {
            return "Audio[" + itemId + ", " + pcm.length + " bytes]";
        }
    }

    record Words(String responseId, String text) implements RealtimeEvent {
        @Override
        public String toString() {
            return "Words[" + responseId + "]";
        }
    }

    record ToolWanted(String responseId, ToolCall call) implements RealtimeEvent {}

    /**
     * Nothing more comes of the response.
     *
     * @param reason of a failure, a name of the service's
     * @param heardTokens what it was asked with
     * @param saidTokens what it answered
     */
    record ResponseEnded(String responseId, How how, String reason, int heardTokens, int saidTokens)
            implements RealtimeEvent {}

    /** The response that was asked for last will not come. */
    record ResponseRefused(String reason) implements RealtimeEvent {}

    /** So much is left of one of the service's limits; all of it again after {@code reset}. For whoever opens sessions. */
    record LimitTold(double remaining, double limit, Duration reset) implements RealtimeEvent {}

    /** The session is over; {@code retryable}: another one may be had. */
    record Lost(String reason, boolean retryable) implements RealtimeEvent {}

    /** How a response ended. */
    enum How {
        COMPLETE,
        CANCELLED,
        TOO_LONG,
        FILTERED,
        FAILED
    }
}
