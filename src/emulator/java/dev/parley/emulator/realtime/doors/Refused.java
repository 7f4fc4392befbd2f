package dev.parley.emulator.realtime.doors;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;

/** A client is not let in: the status and body it gets. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient JsonObject body;
    private final transient Map<String, String> headers;

    private Refused(int status, JsonObject body, Map<String, String> headers) {
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    static Refused of(int status, String code, String message) {
        var error = Json.createObjectBuilder().add("code", code).add("message", message);
        return new Refused(
                status, Json.createObjectBuilder().add("error", error).build(), Map.of());
    }

    /** 400 with a body that says what is wrong. */
    static Refused badRequest(JsonObject body) {
        return new Refused(400, body, Map.of());
    }

    static Refused wrongKey() {
        return of(
                401,
                "401",
                "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an"
                        + " active subscription and use a correct regional API endpoint for your resource.");
    }

    static Refused notFound() {
        return of(404, "404", "Resource not found");
    }

    static Refused noDeployment() {
        return of(
                404,
                "DeploymentNotFound",
                "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes,"
                        + " please wait a moment and try again.");
    }

    static Refused throttled(long retryAfterMs) {
        long seconds = Math.max(1, (retryAfterMs + 999) / 1000);
        JsonObject body = of(429, "429", "Too many requests. Please retry after " + seconds + " seconds.")
                .body();
        return new Refused(429, body, Map.of("retry-after", Long.toString(seconds)));
    }

    int status() {
        return status;
    }

    JsonObject body() {
        return body;
    }

    Map<String, String> headers() {
        return headers;
    }
}
