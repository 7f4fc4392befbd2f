package dev.parley.emulator.acs.rest;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A request that the service does not take, in the body of §2: {@code {"error":{"code","message"}}}. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    private Refusal(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static Refusal of(int status, String code, String message) {
        return new Refusal(status, code, message);
    }

    static Refusal badRequest(String message) {
        return of(400, "BadRequest", message);
    }

    /** No live call of that id. */
    static Refusal noSuchCall() {
        return of(404, "8522", "Call not found.");
    }

    Response response() {
        return response(status, code, getMessage());
    }

    static Response response(int status, String code, String message) {
        String body = JSON.createObjectBuilder()
                .add("error", JSON.createObjectBuilder().add("code", code).add("message", message))
                .build()
                .toString();
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .header("x-ms-error-code", code)
                .entity(body)
                .build();
    }
}
