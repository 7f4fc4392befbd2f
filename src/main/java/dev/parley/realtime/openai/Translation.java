package dev.parley.realtime.openai;

import dev.parley.agents.ToolCall;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What an event of the service means to us: azure-openai-realtime §4. Most mean nothing. */
final class Translation {
    private static final Logger LOG = Logger.getLogger(Translation.class.getName());

    private Translation() {}

    /** Empty: it means nothing, or is not as it ought to be. */
    static Optional<RealtimeEvent> of(ServerEvent event) {
        return switch (event.text("type")) {
            case "response.output_audio.delta" -> audio(event);
            case "response.output_audio_transcript.delta", "response.output_text.delta" ->
                Optional.of(new RealtimeEvent.Words(event.text("response_id"), event.text("delta")));
            case "session.updated" -> Optional.of(new RealtimeEvent.Ready(lasts(event)));
            case "input_audio_buffer.speech_started" ->
                Optional.of(new RealtimeEvent.VoiceBegan(event.number("audio_start_ms")));
            case "input_audio_buffer.speech_stopped" ->
                Optional.of(new RealtimeEvent.VoiceEnded(event.number("audio_end_ms")));
            case "input_audio_buffer.committed" -> Optional.of(new RealtimeEvent.TurnCommitted(event.text("item_id")));
            case "conversation.item.input_audio_transcription.completed" ->
                Optional.of(new RealtimeEvent.Transcribed(event.text("item_id"), event.text("transcript")));
            case "conversation.item.input_audio_transcription.failed" ->
                Optional.of(new RealtimeEvent.NotTranscribed(event.text("item_id")));
            case "response.created" -> Optional.of(new RealtimeEvent.ResponseBegan(event.text("response", "id")));
            case "response.function_call_arguments.done" ->
                Optional.of(new RealtimeEvent.ToolWanted(
                        event.text("response_id"),
                        new ToolCall(event.text("call_id"), event.text("name"), event.text("arguments"))));
            case "response.done" -> Optional.of(ended(event));
            case "rate_limits.updated" -> scarcest(event);
            case "error" -> error(event);
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> lasts(ServerEvent event) {
        var expiresAt = event.text("session", "expires_at");
        return expiresAt.matches("\\d{1,12}")
                ? Optional.of(Duration.between(Instant.now(), Instant.ofEpochSecond(Long.parseLong(expiresAt))))
                : Optional.empty();
    }

    /** What cannot be read is left out of what is played, and told without its content. */
    private static Optional<RealtimeEvent> audio(ServerEvent event) {
        try {
            var pcm = Base64.getDecoder().decode(event.text("delta"));
            if (pcm.length % 2 == 0) {
                return Optional.of(new RealtimeEvent.Audio(event.text("response_id"), event.text("item_id"), pcm));
            }
            LOG.log(Level.WARNING, "The model sent half a sample: {0} bytes are left out", pcm.length);
        } catch (IllegalArgumentException e) {
            LOG.log(Level.WARNING, "The model sent audio that is no base64; it is left out", e);
        }
        return Optional.empty();
    }

    /** The limit of which least is left. */
    private static Optional<RealtimeEvent> scarcest(ServerEvent event) {
        return event.limits().stream()
                .map(Translation::limit)
                .filter(limit -> limit.limit() > 0)
                .min(Comparator.comparingDouble(limit -> limit.remaining() / limit.limit()))
                .map(limit -> limit);
    }

    private static RealtimeEvent.LimitTold limit(JsonObject told) {
        return new RealtimeEvent.LimitTold(number(told, "remaining"), number(told, "limit"), Duration.ofMillis((long)
                (number(told, "reset_seconds") * 1000)));
    }

    private static double number(JsonObject told, String name) {
        return told.get(name) instanceof JsonNumber number ? number.doubleValue() : 0;
    }

    private static RealtimeEvent ended(ServerEvent event) {
        var reason = code(event.text("response", "status_details", "error", "code"));
        return new RealtimeEvent.ResponseEnded(
                event.text("response", "id"),
                how(event),
                reason.isEmpty() ? code(event.text("response", "status_details", "reason")) : reason,
                tokens(event.text("response", "usage", "input_tokens")),
                tokens(event.text("response", "usage", "output_tokens")));
    }

    /** Where it has the form of a code: it is told on, which no text of a service is. */
    private static String code(String told) {
        return told.matches("[A-Za-z0-9_.-]{1,64}") ? told : "";
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
    private static Optional<RealtimeEvent> error(ServerEvent event) {
        var code = event.text("error", "code");
        if (code.equals("session_expired")) {
            return Optional.of(new RealtimeEvent.Lost("the session has reached the service's time limit", true));
        }
        return event.text("error", "event_id").startsWith(RealtimeSocket.RESPOND)
                ? Optional.of(new RealtimeEvent.ResponseRefused(code(code)))
                : Optional.empty();
    }
}
