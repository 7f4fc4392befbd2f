package dev.parley.call.http;

import dev.parley.call.IncomingCalls.Ringing;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Reads events of Event Grid's schema, distrustfully. Facts: acs-call-automation §8. */
final class EventGridEvent {
    private static final String VALIDATION = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private static final String INCOMING = "Microsoft.Communication.IncomingCall";
    private static final int LONGEST = 8192; // the opaque context has 1 to 2 KB

    private EventGridEvent() {}

    static Optional<String> validationCode(JsonValue event) {
        return object(event)
                .filter(json -> type(json).equals(VALIDATION))
                .flatMap(json -> object(json.get("data")))
                .flatMap(data -> text(data, "validationCode"));
    }

    static boolean isIncomingCall(JsonValue event) {
        return object(event).map(EventGridEvent::type).filter(INCOMING::equals).isPresent();
    }

    /** Empty when something without which no call can be answered is missing. */
    static Optional<Ringing> ringing(JsonValue event, Optional<String> traceParent) {
        var json = object(event);
        var data = json.flatMap(object -> object(object.get("data")));
        var id = json.flatMap(object -> text(object, "id"));
        var context = data.flatMap(object -> text(object, "incomingCallContext"));
        var caller = data.flatMap(object -> party(object.get("from")));
        var called = data.flatMap(object -> party(object.get("to")));
        return id.isPresent() && context.isPresent() && caller.isPresent() && called.isPresent()
                ? Optional.of(new Ringing(
                        id.get(),
                        data.flatMap(object -> text(object, "correlationId")),
                        context.get(),
                        caller.get(),
                        called.get(),
                        data.flatMap(EventGridEvent::sampleRate),
                        traceParent))
                : Optional.empty();
    }

    /** A trunk that knows its audio may ask for a rate; custom headers of SIP arrive under this prefix. */
    private static Optional<Integer> sampleRate(JsonObject data) {
        return object(data.get("customContext"))
                .flatMap(context -> object(context.get("sipHeaders")))
                .flatMap(headers -> text(headers, "X-MS-Custom-SampleRate"))
                .flatMap(rate -> switch (rate) {
                    case "16000" -> Optional.of(16_000);
                    case "24000" -> Optional.of(24_000);
                    default -> Optional.empty();
                });
    }

    /** The number, else the raw id. */
    private static Optional<String> party(JsonValue identifier) {
        return object(identifier).flatMap(party -> object(party.get("phoneNumber"))
                .flatMap(phone -> text(phone, "value"))
                .or(() -> text(party, "rawId")));
    }

    /** Event Grid's schema says eventType, CloudEvents type. */
    private static String type(JsonObject event) {
        return text(event, "eventType").or(() -> text(event, "type")).orElse("");
    }

    static Optional<JsonObject> object(JsonValue value) {
        return value instanceof JsonObject object ? Optional.of(object) : Optional.empty();
    }

    static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text
                        && !text.getString().isBlank()
                        && text.getString().length() <= LONGEST
                ? Optional.of(text.getString())
                : Optional.empty();
    }
}
