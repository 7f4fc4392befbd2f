package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** A problem document, RFC 9457, thrown by a resource that cannot do what it was asked. */
public final class Problem extends WebApplicationException {
    private static final long serialVersionUID = 1L;

    private Problem(Response response, String title) {
        super(title, response);
    }

    /**
     * @param title what is wrong, in one sentence for the person who sent it; it may name a field, never repeat a secret
     */
    public static Problem of(int status, String title) {
        String body = JSON.createObjectBuilder()
                .add("type", "about:blank")
                .add("status", status)
                .add("title", title)
                .build()
                .toString();
        return new Problem(
                Response.status(status)
                        .type("application/problem+json")
                        .entity(body)
                        .build(),
                title);
    }

    /** The request is not what the resource takes: 400. */
    public static Problem badRequest(String title) {
        return of(400, title);
    }
}
