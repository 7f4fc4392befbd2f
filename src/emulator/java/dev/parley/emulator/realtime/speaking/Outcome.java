package dev.parley.emulator.realtime.speaking;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;

/** How a response ended: its status and what the service says about it. */
public record Outcome(String status, Optional<JsonObject> details) {
    static final Outcome COMPLETED = new Outcome("completed", Optional.empty());
    static final Outcome TOO_LONG = because("incomplete", "max_output_tokens");
    static final Outcome FILTERED = because("incomplete", "content_filter");
    public static final Outcome TURN_DETECTED = because("cancelled", "turn_detected");
    public static final Outcome CLIENT_CANCELLED = because("cancelled", "client_cancelled");
    static final Outcome BROKEN = failed("server_error", "server_error");
    static final Outcome THROTTLED = failed("tokens", "rate_limit_exceeded");

    private static Outcome because(String status, String reason) {
        return of(status, JSON.createObjectBuilder().add("type", status).add("reason", reason));
    }

    private static Outcome failed(String type, String code) {
        var error = JSON.createObjectBuilder().add("type", type).add("code", code);
        return of("failed", JSON.createObjectBuilder().add("type", "failed").add("error", error));
    }

    private static Outcome of(String status, JsonObjectBuilder details) {
        return new Outcome(status, Optional.of(details.build()));
    }

    JsonValue detailsOrNull() {
        return details.<JsonValue>map(each -> each).orElse(JsonValue.NULL);
    }

    /** As the request log shows it. */
    int httpStatus() {
        return switch (status) {
            case "cancelled" -> 499;
            case "failed" -> 500;
            default -> 200;
        };
    }
}
