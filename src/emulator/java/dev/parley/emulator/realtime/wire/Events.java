package dev.parley.emulator.realtime.wire;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonObjectBuilder;
import java.util.Optional;

/** The service's events, each begun with its type and an id of its own. */
public final class Events {
    private Events() {}

    public static JsonObjectBuilder of(String type) {
        return JSON.createObjectBuilder().add("type", type).add("event_id", Ids.fresh("event"));
    }

    /** The service itself is at fault. */
    public static JsonObjectBuilder broken(Optional<String> eventId) {
        JsonObjectBuilder error = JSON.createObjectBuilder()
                .add("type", "server_error")
                .addNull("code")
                .add("message", "The server had an error while processing your request.")
                .addNull("param");
        return of("error").add("error", optional(error, "event_id", eventId));
    }

    /** The error with which a session ends that lived as long as sessions may. */
    public static JsonObjectBuilder expired(long limitSeconds) {
        String limit = limitSeconds % 60 == 0 ? limitSeconds / 60 + " minutes" : limitSeconds + " seconds";
        return of("error")
                .add(
                        "error",
                        JSON.createObjectBuilder()
                                .add("type", "invalid_request_error")
                                .add("code", "session_expired")
                                .add("message", "Your session hit the maximum duration of " + limit + ".")
                                .addNull("param")
                                .addNull("event_id"));
    }

    /** Adds a text, or null where there is none. */
    public static JsonObjectBuilder optional(JsonObjectBuilder object, String member, Optional<String> text) {
        return text.map(value -> object.add(member, value)).orElseGet(() -> object.addNull(member));
    }
}
