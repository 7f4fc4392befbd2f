package dev.parley.emulator.acs.rest;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.acs.Leg;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** A request body of call automation (protocols/acs-call-automation.md §3); what is wrong with it is a {@link Refusal}. */
record CallRequest(JsonObject json) {

    static CallRequest parse(String text) {
        try (var reader = JSON.createReader(new StringReader(text == null ? "" : text))) {
            return new CallRequest(reader.readObject());
        } catch (JsonException | IllegalStateException e) {
            throw Refusal.badRequest("The request body is not a JSON object.");
        }
    }

    Optional<String> text(String member) {
        JsonValue value = json.getOrDefault(member, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonString string) {
            return Optional.of(string.getString());
        }
        throw Refusal.badRequest("The " + member + " field must be a string.");
    }

    String required(String member) {
        return text(member)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> Refusal.badRequest("The " + member + " field is required."));
    }

    private boolean flag(String member) {
        return switch (json.getOrDefault(member, JsonValue.FALSE).getValueType()) {
            case TRUE -> true;
            case FALSE, NULL -> false;
            default -> throw Refusal.badRequest("The " + member + " field must be a boolean.");
        };
    }

    private Optional<CallRequest> object(String member) {
        JsonValue value = json.getOrDefault(member, JsonValue.NULL);
        if (value == JsonValue.NULL) {
            return Optional.empty();
        }
        if (value instanceof JsonObject object) {
            return Optional.of(new CallRequest(object));
        }
        throw Refusal.badRequest("The " + member + " field must be an object.");
    }

    /** The server's side of a call that it answers or creates. */
    Leg leg(ApiVersion version) {
        URI callbackUri = uri("callbackUri", Set.of("https", "http"));
        Optional<CallRequest> media = object("mediaStreamingOptions");
        if (media.isPresent() && !version.hasMediaStreaming()) {
            throw Refusal.badRequest(
                    "The mediaStreamingOptions field is not supported by this api-version; use 2025-05-15 or later.");
        }
        return new Leg(callbackUri, text("operationContext"), media.map(CallRequest::media));
    }

    private Leg.Media media() {
        oneOf("transportType", Set.of("websocket"));
        oneOf("contentType", Set.of("audio"));
        String channels = oneOf("audioChannelType", Set.of("mixed", "unmixed"));
        String format = text("audioFormat").isPresent()
                ? oneOf("audioFormat", Set.of("pcm16KMono", "pcm24KMono"))
                : "pcm16KMono";
        return new Leg.Media(
                uri("transportUrl", Set.of("wss", "ws")),
                channels.equals("mixed"),
                flag("startMediaStreaming"),
                flag("enableBidirectional"),
                flag("enableDtmfTones"),
                format.equals("pcm24KMono") ? 24_000 : 16_000);
    }

    private String oneOf(String member, Set<String> values) {
        String value = required(member);
        if (!values.contains(value)) {
            throw Refusal.badRequest(
                    "The " + member + " field has a value that is not known; values are case-sensitive.");
        }
        return value;
    }

    private URI uri(String member, Set<String> schemes) {
        try {
            URI uri = new URI(required(member));
            if (uri.getHost() != null && schemes.contains(uri.getScheme())) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw Refusal.badRequest("The " + member + " field is not a URI.");
        }
        throw Refusal.badRequest("The " + member + " field must be an absolute URI of the right scheme.");
    }

    /** The one phone that a new call goes to. */
    String target() {
        JsonValue targets = json.getOrDefault("targets", JsonValue.NULL);
        if (!(targets instanceof JsonArray all) || all.isEmpty()) {
            throw Refusal.badRequest("The targets field is required.");
        }
        if (all.size() > 1 || !(all.get(0) instanceof JsonObject first)) {
            throw Refusal.badRequest("The targets field must name one phone number; group calls are not emulated.");
        }
        return new CallRequest(first).phone();
    }

    /** The number that a new call shows; calls to the phone network need one. */
    String source() {
        return object("sourceCallerIdNumber")
                .map(number -> number.e164("value"))
                .orElseThrow(() -> Refusal.badRequest("The sourceCallerIdNumber field is required to call a phone."));
    }

    /**
     * Who a call is handed to: a number, or the raw id of anybody who has none.
     *
     * @param person who alone can be handed over, where the request names somebody
     */
    String transferTarget(String person) {
        if (text("operationCallbackUri").isPresent()) {
            throw Refusal.badRequest("The operationCallbackUri field is not emulated.");
        }
        Optional<CallRequest> transferee = object("transferee");
        if (transferee.isPresent() && !transferee.get().phone().equals(person)) {
            throw Refusal.badRequest("The transferee is not in the call.");
        }
        CallRequest target = object("targetParticipant")
                .orElseThrow(() -> Refusal.badRequest("The targetParticipant field is required."));
        if (target.object("phoneNumber").isPresent()) {
            return target.phone();
        }
        return target.object("communicationUser")
                .map(user -> user.required("id"))
                .or(() -> target.text("rawId"))
                .orElseThrow(() -> Refusal.badRequest("The targetParticipant field names nobody."));
    }

    private String phone() {
        return object("phoneNumber")
                .map(number -> number.e164("value"))
                .orElseThrow(() -> Refusal.badRequest("The target must be a phoneNumber identifier."));
    }

    private String e164(String member) {
        String number = required(member);
        if (!number.matches("\\+[1-9]\\d{1,14}")) {
            throw Refusal.badRequest("The phone number must be in E.164 format.");
        }
        return number;
    }
}
