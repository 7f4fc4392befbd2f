package dev.parley.line.openai;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonObjectBuilder;
import java.util.Base64;

/** Writes server events; counts them, as each has an id of its own. Not thread-safe. */
final class ServerEvents {
    private long events;

    /** A builder with type and event id. */
    JsonObjectBuilder of(String type) {
        return JSON.createObjectBuilder().add("type", type).add("event_id", "event_" + ++events);
    }

    /** Not through a JSON tree: this is the path of all audio. */
    String audio(String responseId, String itemId, byte[] pcm) {
        return "{\"type\":\"response.output_audio.delta\",\"event_id\":\"event_" + ++events + "\",\"response_id\":\""
                + responseId + "\",\"item_id\":\"" + itemId
                + "\",\"output_index\":0,\"content_index\":0,\"delta\":\""
                + Base64.getEncoder().encodeToString(pcm) + "\"}";
    }

    String error(BadEvent bad) {
        var error = JSON.createObjectBuilder()
                .add("type", "invalid_request_error")
                .add("code", bad.code())
                .add("message", bad.getMessage());
        bad.param().ifPresentOrElse(param -> error.add("param", param), () -> error.addNull("param"));
        bad.eventId().ifPresentOrElse(id -> error.add("event_id", id), () -> error.addNull("event_id"));
        return of("error").add("error", error).build().toString();
    }
}
