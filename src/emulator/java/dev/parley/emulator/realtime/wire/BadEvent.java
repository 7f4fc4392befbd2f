package dev.parley.emulator.realtime.wire;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** A client's event that cannot be carried out: told by an {@code error} event, after which the session goes on. */
public final class BadEvent extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final transient Optional<String> param;

    private BadEvent(String code, Optional<String> param, String message) {
        super(message, null, false, false);
        this.code = code;
        this.param = param;
    }

    /** @param message for the client; holds nothing that was spoken and no key */
    public static BadEvent of(String code, String message) {
        return new BadEvent(code, Optional.empty(), message);
    }

    public static BadEvent at(String param, String code, String message) {
        return new BadEvent(code, Optional.of(param), message);
    }

    static BadEvent unknown(String param) {
        return at(param, "unknown_parameter", "Unknown parameter: '" + param + "'.");
    }

    public static BadEvent missing(String param) {
        return at(param, "missing_required_parameter", "Missing required parameter: '" + param + "'.");
    }

    static BadEvent wrongType(String param, String expected) {
        return at(param, "invalid_type", "Invalid type for '" + param + "': expected " + expected + ".");
    }

    /** A value that is none of those there are. */
    public static BadEvent unsupported(String param, Collection<String> supported) {
        String all = supported.stream().sorted().map(each -> "'" + each + "'").collect(Collectors.joining(", "));
        return at(param, "invalid_value", "Invalid value for '" + param + "'. Supported values are: " + all + ".");
    }

    public String code() {
        return code;
    }

    /** The parameter at fault, where one is. */
    public Optional<String> param() {
        return param;
    }

    /** The body of an answer over HTTP. */
    public JsonObject body() {
        return JSON.createObjectBuilder().add("error", error()).build();
    }

    /** @param eventId the client's id of the event at fault */
    public JsonObjectBuilder event(Optional<String> eventId) {
        JsonObjectBuilder error = error();
        eventId.ifPresentOrElse(id -> error.add("event_id", id), () -> error.addNull("event_id"));
        return Events.of("error").add("error", error);
    }

    private JsonObjectBuilder error() {
        JsonObjectBuilder error = JSON.createObjectBuilder()
                .add("type", "invalid_request_error")
                .add("code", code)
                .add("message", getMessage());
        param.ifPresentOrElse(name -> error.add("param", name), () -> error.addNull("param"));
        return error;
    }
}
