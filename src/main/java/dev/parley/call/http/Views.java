package dev.parley.call.http;

import dev.parley.call.CallBook;
import dev.parley.call.CallDetails;
import dev.parley.conversation.TranscriptEntry;
import jakarta.json.bind.annotation.JsonbNillable;
import jakarta.json.bind.annotation.JsonbProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
            @JsonbProperty("call_connection_id") @Schema(name = "call_connection_id") Optional<String> callConnectionId,
            @JsonbProperty("started_at") @Schema(name = "started_at") String startedAt,
            @JsonbProperty("connected_at") @Schema(name = "connected_at") Optional<String> connectedAt,
            @JsonbProperty("ended_at") @Schema(name = "ended_at") Optional<String> endedAt,
            @JsonbProperty("ended_by") @Schema(name = "ended_by") Optional<String> endedBy,
            Optional<Long> duration,
            List<Participant> participants,
            List<Moment> events,
            List<Said> transcript) {
        static Details of(CallDetails call, Instant now) {
            return new Details(
                    call.callId(),
                    call.status().word(),
                    call.plan().direction().name().toLowerCase(Locale.ROOT),
                    call.plan().personaId(),
                    call.connectionId(),
                    call.startedAt().toString(),
                    call.connectedAt().map(Instant::toString),
                    call.endedAt().map(Instant::toString),
                    call.endedBy(),
                    seconds(call, now),
                    parties(call),
                    moments(call),
                    call.transcript().stream().map(Said::of).toList());
        }
    }

    /** Who takes part: {@code role} is caller or agent. */
    public record Participant(String number, String role) {}

    /** Something that happened. */
    public record Moment(String type, String timestamp) {}

    /** A line of the transcript; of the agent, only what was heard. */
    public record Said(
            String speaker,
            String text,
            boolean cut,
            @JsonbProperty("offset_ms") @Schema(name = "offset_ms") long offsetMs) {
        static Said of(TranscriptEntry entry) {
            return new Said(entry.who().name().toLowerCase(Locale.ROOT), entry.text(), entry.cut(), entry.offsetMs());
        }
    }

    /** ACS took an outbound call. */
    public record Initiated(
            @JsonbProperty("call_id") @Schema(name = "call_id") String callId,
            @Schema(examples = "initiating") String status,
            @JsonbProperty("target_number") @Schema(name = "target_number") String targetNumber,
            String message) {}

    /** A call is being ended. */
    public record HangingUp(
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
