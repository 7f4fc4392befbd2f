package dev.parley.call.http;

import dev.parley.call.CallBook;
import dev.parley.call.CallDetails;
import dev.parley.conversation.TranscriptEntry;
import dev.parley.conversation.TurnReport;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Answers of the calls resource, in the member names of the earlier systems. */
final class Views {
    private Views() {}

    /** A call in a list. */
    @JsonbNillable
    public record Listed(
            @JsonbProperty("call_id") @Schema(name = "call_id") String callId,
            @Schema(examples = "connected") String status,
            @Schema(description = "seconds since both sides were connected", nullable = true) Optional<Long> duration,
            List<Participant> participants,
            List<Moment> events) {
        static Listed of(CallDetails call, Instant now) {
            return new Listed(call.callId(), call.status().word(), seconds(call, now), parties(call), moments(call));
        }
    }

    /** A page of calls. */
    public record ListPage(List<Listed> calls, int total, int page, int limit) {
        static ListPage of(CallBook.Page found, int page, int limit, Instant now) {
            return new ListPage(
                    found.calls().stream().map(call -> Listed.of(call, now)).toList(), found.total(), page, limit);
        }
    }

    /** Everything known of a call. */
    @JsonbNillable
    public record Details(
            @JsonbProperty("call_id") @Schema(name = "call_id") String callId,
            String status,
            String direction,
            String persona,
            @Schema(description = "of the persona that the call began with") String revision,
            @JsonbProperty("call_connection_id") @Schema(name = "call_connection_id") Optional<String> callConnectionId,
            @JsonbProperty("started_at") @Schema(name = "started_at") String startedAt,
            @JsonbProperty("connected_at") @Schema(name = "connected_at") Optional<String> connectedAt,
            @JsonbProperty("ended_at") @Schema(name = "ended_at") Optional<String> endedAt,
            @JsonbProperty("ended_by") @Schema(name = "ended_by") Optional<String> endedBy,
            Optional<Long> duration,
            List<Participant> participants,
            List<Moment> events,
            List<Said> transcript,
            List<Turn> turns) {
        static Details of(CallDetails call, Instant now) {
            return new Details(
                    call.callId(),
                    call.status().word(),
                    call.plan().direction().name().toLowerCase(Locale.ROOT),
                    call.plan().personaId(),
                    call.plan().personaRevision(),
                    call.connectionId(),
                    call.startedAt().toString(),
                    call.connectedAt().map(Instant::toString),
                    call.endedAt().map(Instant::toString),
                    call.endedBy(),
                    seconds(call, now),
                    parties(call),
                    moments(call),
                    call.transcript().stream().map(Said::of).toList(),
                    call.turns().stream().map(Turn::of).toList());
        }
    }

    /** Who takes part: {@code role} is caller or agent. */
    public record Participant(String number, String role) {}

    /** Something that happened. */
    public record Moment(String type, String timestamp) {}

    /** A line of the transcript; of the agent, only what was heard. */
    public record Said(
            String speaker,
            @Schema(description = "id of the persona that said it, where speaker is agent") Optional<String> persona,
            String text,
            boolean cut,
            @JsonbProperty("offset_ms") @Schema(name = "offset_ms") long offsetMs) {
        static Said of(TranscriptEntry entry) {
            return new Said(
                    entry.who().name().toLowerCase(Locale.ROOT),
                    entry.persona(),
                    entry.text(),
                    entry.cut(),
                    entry.offsetMs());
        }
    }

    /** What a turn of the agent took, in milliseconds; null where it did not happen. */
    @JsonbNillable
    @Schema(description = "A turn of the agent and its latency parts in milliseconds")
    public record Turn(
            int turn,
            @Schema(examples = "caller") String cause,
            @Schema(examples = "heard") String ended,
            @Schema(description = "begun before the final transcript was there") boolean guessed,
            @JsonbProperty("endpointing_ms") @Schema(name = "endpointing_ms") OptionalLong endpointingMs,
            @JsonbProperty("hear_ms") @Schema(name = "hear_ms") OptionalLong hearMs,
            @JsonbProperty("first_token_ms") @Schema(name = "first_token_ms") OptionalLong firstTokenMs,
            @JsonbProperty("first_piece_ms") @Schema(name = "first_piece_ms") OptionalLong firstPieceMs,
            @JsonbProperty("act_ms") @Schema(name = "act_ms") OptionalLong actMs,
            @JsonbProperty("speak_ms") @Schema(name = "speak_ms") OptionalLong speakMs,
            @JsonbProperty("first_audio_ms") @Schema(name = "first_audio_ms") OptionalLong firstAudioMs,
            @JsonbProperty("first_sound_ms") @Schema(name = "first_sound_ms") OptionalLong firstSoundMs,
            @JsonbProperty("reply_ms") @Schema(name = "reply_ms") OptionalLong replyMs) {
        static Turn of(TurnReport report) {
            return new Turn(
                    report.turn().number(),
                    report.cause(),
                    report.how(),
                    report.guessed(),
                    report.endpointing(),
                    report.hear(),
                    report.firstToken(),
                    report.firstPiece(),
                    report.act(),
                    report.speak(),
                    report.firstAudio(),
                    report.firstSound(),
                    report.reply());
        }
    }

    /** ACS took an outbound call. */
    public record Initiated(
            @JsonbProperty("call_id") @Schema(name = "call_id") String callId,
            @Schema(examples = "initiating") String status,
            @JsonbProperty("target_number") @Schema(name = "target_number") String targetNumber,
            String message) {}

    /** What was asked for is under way. */
    public record Asked(
            @JsonbProperty("call_id") @Schema(name = "call_id") String callId, String status, String message) {}

    private static Optional<Long> seconds(CallDetails call, Instant now) {
        return call.duration(now).map(duration -> duration.toSeconds());
    }

    private static List<Participant> parties(CallDetails call) {
        return List.of(
                new Participant(call.plan().callerNumber(), "caller"),
                new Participant(call.plan().calledNumber(), "agent"));
    }

    private static List<Moment> moments(CallDetails call) {
        return call.moments().stream()
                .map(moment -> new Moment(moment.what(), moment.at().toString()))
                .toList();
    }
}
