package dev.parley.realtime.openai;

import dev.parley.agents.ToolCall;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import java.util.Base64;
import java.util.Optional;

/** What an event of the service means to us: azure-openai-realtime §4. Most mean nothing. */
final class Translation {
    private Translation() {}

    /** Empty: it means nothing, or is not as it ought to be. */
    static Optional<RealtimeEvent> of(ServerEvent event) {
        return Optional.ofNullable(
                switch (event.text("type")) {
                    case "response.output_audio.delta" -> audio(event);
                    case "response.output_audio_transcript.delta", "response.output_text.delta" ->
                        new RealtimeEvent.Words(event.text("response_id"), event.text("delta"));
                    case "session.updated" -> new RealtimeEvent.Ready();
                    case "input_audio_buffer.speech_started" ->
                        new RealtimeEvent.VoiceBegan(event.number("audio_start_ms"));
                    case "input_audio_buffer.speech_stopped" ->
                        new RealtimeEvent.VoiceEnded(event.number("audio_end_ms"));
                    case "input_audio_buffer.committed" -> new RealtimeEvent.TurnCommitted(event.text("item_id"));
                    case "conversation.item.input_audio_transcription.completed" ->
                        new RealtimeEvent.Transcribed(event.text("item_id"), event.text("transcript"));
                    case "conversation.item.input_audio_transcription.failed" ->
                        new RealtimeEvent.NotTranscribed(event.text("item_id"));
                    case "response.created" -> new RealtimeEvent.ResponseBegan(event.text("response", "id"));
                    case "response.function_call_arguments.done" ->
                        new RealtimeEvent.ToolWanted(
                                event.text("response_id"),
                                new ToolCall(event.text("call_id"), event.text("name"), event.text("arguments")));
                    case "response.done" -> ended(event);
                    case "error" -> error(event);
                    default -> null;
                });
    }

    private static RealtimeEvent audio(ServerEvent event) {
        try {
            var pcm = Base64.getDecoder().decode(event.text("delta"));
            return pcm.length % 2 == 0
                    ? new RealtimeEvent.Audio(event.text("response_id"), event.text("item_id"), pcm)
                    : null;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static RealtimeEvent ended(ServerEvent event) {
        var reason = event.text("response", "status_details", "error", "code");
        return new RealtimeEvent.ResponseEnded(
                event.text("response", "id"),
                how(event),
                reason.isEmpty() ? event.text("response", "status_details", "reason") : reason,
                tokens(event.text("response", "usage", "input_tokens")),
                tokens(event.text("response", "usage", "output_tokens")));
    }

    private static How how(ServerEvent event) {
        return switch (event.text("response", "status")) {
            case "completed" -> How.COMPLETE;
            case "cancelled" -> How.CANCELLED;
            case "incomplete" ->
                event.text("response", "status_details", "reason").equals("content_filter")
                        ? How.FILTERED
                        : How.TOO_LONG;
            default -> How.FAILED;
        };
    }

    private static int tokens(String number) {
        return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
    }

    /** An error leaves the session as it is, unless it is the session's end; only a refused response is waited for. */
    private static RealtimeEvent error(ServerEvent event) {
        var code = event.text("error", "code");
        if (code.equals("session_expired")) {
            return new RealtimeEvent.Lost("the session has reached the service's time limit", true);
        }
        return event.text("error", "event_id").startsWith(RealtimeSocket.RESPOND)
                ? new RealtimeEvent.ResponseRefused(code)
                : null;
    }
}
