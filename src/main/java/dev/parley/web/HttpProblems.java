package dev.parley.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Gives the server's own refusals, such as 404, 405 and 403, the form of a problem document. */
@Provider
public class HttpProblems implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException refused) {
        var given = refused.getResponse();
        if (given.getStatus() < 400) {
            return given;
        }
        var title = Response.Status.fromStatusCode(given.getStatus());
        var words = title == null ? "Error" : title.getReasonPhrase();
        var answer = Response.status(given.getStatus())
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(given.getStatus(), words, explanation(given.getStatus(), words))
                        .json());
        given.getStringHeaders().forEach((name, values) -> {
            if (name.equalsIgnoreCase("Allow") || name.equalsIgnoreCase("WWW-Authenticate")) {
                answer.header(name, String.join(", ", values));
            }
        });
        return answer.build();
    }

    private static String explanation(int status, String words) {
        return switch (status) {
            case 403 -> "Your role does not allow this.";
            case 404 -> "There is nothing here.";
            case 405 -> "This cannot be done with this method.";
            case 415 -> "Send application/json.";
            default -> words + ".";
        };
    }
}
