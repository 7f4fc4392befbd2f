package dev.parley.call.http;

import static dev.parley.call.http.EventGridEvent.object;
import static dev.parley.call.http.EventGridEvent.text;

import dev.parley.call.CallEvent;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One event of a callback. Parsed here because SDK 1.0.4 silently drops every type it does not know (acs-call-automation §7).
 *
 * @param callId ours, from the callback's URL or the operation context
 * @param connectionId ACS's
 */
record AcsCallback(Optional<String> callId, Optional<String> connectionId, CallEvent event) {
    private static final String PREFIX = "Microsoft.Communication.";
    private static final Pattern SOURCE = Pattern.compile(".*calling/callConnections/([^/]+).*");

    static Optional<AcsCallback> of(JsonValue value, Optional<String> callId, Optional<String> connectionHeader) {
        var event = object(value);
        var type = event.flatMap(json -> text(json, "type").or(() -> text(json, "eventType")))
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()));
        if (type.isEmpty()) {
            return Optional.empty();
        }
        var data = object(event.get().get("data")).orElse(JsonValue.EMPTY_JSON_OBJECT);
        var connection = text(data, "callConnectionId")
                .or(() -> connectionHeader)
                .or(() -> text(event.get(), "source")
                        .map(SOURCE::matcher)
                        .flatMap(matcher -> matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty()));
        return Optional.of(new AcsCallback(
                callId.or(() -> text(data, "operationContext")), connection, callEvent(type.get(), data)));
    }

    private static CallEvent callEvent(String type, JsonObject data) {
        return switch (type) {
            case "CallConnected" -> new CallEvent.Connected();
            case "CallDisconnected" -> new CallEvent.Disconnected();
            case "CreateCallFailed", "AnswerFailed", "ConnectFailed" -> new CallEvent.NotPlaced(code(data));
            case "MediaStreamingStarted" -> new CallEvent.MediaStarted();
            case "MediaStreamingStopped" -> new CallEvent.MediaStopped();
            case "MediaStreamingFailed" -> new CallEvent.MediaFailed(details(data));
            case "CallTransferAccepted" -> new CallEvent.TransferAccepted();
            case "CallTransferFailed" -> new CallEvent.TransferFailed(code(data));
            default -> new CallEvent.Other(type.length() <= 64 ? type : type.substring(0, 64));
        };
    }

    private static int code(JsonObject data) {
        return object(data.get("resultInformation"))
                .map(result -> result.get("code"))
                .filter(JsonNumber.class::isInstance)
                .map(number -> ((JsonNumber) number).intValue())
                .orElse(0);
    }

    private static String details(JsonObject data) {
        return object(data.get("mediaStreamingUpdate"))
                .flatMap(update -> text(update, "mediaStreamingStatusDetails"))
                .orElse("unspecified");
    }
}
