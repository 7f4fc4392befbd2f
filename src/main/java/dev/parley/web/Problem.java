package dev.parley.web;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * A problem document (RFC 9457). Names fields and rules, never the values that were sent.
 *
 * @param status of HTTP
 * @param title short and always the same for the same type
 * @param detail what is wrong this time, in plain words
 * @param errors one entry per wrong field
 */
public record Problem(int status, String title, String detail, List<String> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, List.of());
    }

    public String json() {
        var json = JSON.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status)
                .add("detail", detail);
        if (!errors.isEmpty()) {
            JsonArrayBuilder list = JSON.createArrayBuilder();
            errors.forEach(list::add);
            json.add("errors", list);
        }
        return json.build().toString();
    }

    public Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(json()).build();
    }
}
