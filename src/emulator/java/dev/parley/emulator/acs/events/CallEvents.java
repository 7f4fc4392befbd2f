package dev.parley.emulator.acs.events;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.acs.PhoneCall;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The events of a call as CloudEvents 1.0 (protocols/acs-call-automation.md §7). */
public final class CallEvents {
    private static final String PREFIX = "Microsoft.Communication.";

    private CallEvents() {}

    /**
     * How an operation went.
     *
     * @param code HTTP-like status
     * @param subCode the service's own number; those other than 0 are illustrative
     */
    public record Result(int code, int subCode, String message) {
        public static final Result OK = new Result(200, 0, "");

        JsonObject json() {
            return JSON.createObjectBuilder()
                    .add("code", code)
                    .add("subCode", subCode)
                    .add("message", message)
                    .build();
        }
    }

    /** Both sides are connected. */
    public static JsonObject connected(PhoneCall call) {
        return event(call, "CallConnected", data(call, Result.OK));
    }

    /** The call is over. */
    public static JsonObject disconnected(PhoneCall call, Result result) {
        return event(call, "CallDisconnected", data(call, result));
    }

    /** A call of the server's came to nothing. */
    public static JsonObject createFailed(PhoneCall call, Result result) {
        return event(call, "CreateCallFailed", data(call, result));
    }

    /** An answer came too late: the caller was gone. */
    public static JsonObject answerFailed(PhoneCall call, Result result) {
        return event(call, "AnswerFailed", data(call, result));
    }

    /** Somebody else has the person. */
    public static JsonObject transferAccepted(PhoneCall call, String to, Optional<String> context) {
        return event(
                call,
                "CallTransferAccepted",
                ofOperation(call, Result.OK, context)
                        .add("transferTarget", phone(to))
                        .add("transferee", phone(call.order().person())));
    }

    /** Nobody took the person. */
    public static JsonObject transferFailed(PhoneCall call, Optional<String> context, Result result) {
        return event(call, "CallTransferFailed", ofOperation(call, result, context));
    }

    /** Who is in the call. */
    public static JsonObject participants(PhoneCall call, int sequence) {
        JsonArrayBuilder all = JSON.createArrayBuilder()
                .add(JSON.createObjectBuilder()
                        .add("identifier", phone(call.order().person()))
                        .add("isMuted", false)
                        .add("isOnHold", false));
        return event(
                call,
                "ParticipantsUpdated",
                data(call, Result.OK).add("sequenceNumber", sequence).add("participants", all));
    }

    /**
     * The media stream changed.
     *
     * @param outcome Started, Stopped or Failed
     * @param details a value of mediaStreamingStatusDetails
     */
    public static JsonObject mediaStreaming(PhoneCall call, String outcome, String details) {
        Result result =
                outcome.equals("Failed") ? new Result(500, 8603, "Media streaming failed: " + details) : Result.OK;
        return event(
                call,
                "MediaStreaming" + outcome,
                data(call, result)
                        .add(
                                "mediaStreamingUpdate",
                                JSON.createObjectBuilder()
                                        .add("contentType", "Audio")
                                        .add("mediaStreamingStatus", "mediaStreaming" + outcome)
                                        .add("mediaStreamingStatusDetails", details)));
    }

    private static JsonObjectBuilder data(PhoneCall call, Result result) {
        return ofOperation(call, result, call.leg().flatMap(leg -> leg.operationContext()));
    }

    private static JsonObjectBuilder ofOperation(PhoneCall call, Result result, Optional<String> context) {
        JsonObjectBuilder data = JSON.createObjectBuilder()
                .add("version", "2025-05-15")
                .add("callConnectionId", call.callConnectionId())
                .add("serverCallId", call.serverCallId())
                .add("correlationId", call.correlationId())
                .add("resultInformation", result.json());
        context.ifPresent(text -> data.add("operationContext", text));
        return data;
    }

    private static JsonObject event(PhoneCall call, String name, JsonObjectBuilder data) {
        String source = "calling/callConnections/" + call.callConnectionId();
        return JSON.createObjectBuilder()
                .add("id", UUID.randomUUID().toString())
                .add("source", source)
                .add("type", PREFIX + name)
                .add("data", data.add("publicEventType", PREFIX + name))
                .add("time", OffsetDateTime.now(ZoneOffset.UTC).toString())
                .add("specversion", "1.0")
                .add("datacontenttype", "application/json")
                .add("subject", source)
                .build();
    }

    /** A phone as CommunicationIdentifierModel (§3). */
    public static JsonObject phone(String number) {
        return JSON.createObjectBuilder()
                .add("kind", "phoneNumber")
                .add("rawId", "4:" + number)
                .add("phoneNumber", JSON.createObjectBuilder().add("value", number))
                .build();
    }
}
