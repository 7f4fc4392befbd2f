package dev.parley.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A failure nobody foresaw: logged whole, answered with nothing but a reference to the log. */
@Provider
public class UnexpectedProblems implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(UnexpectedProblems.class.getName());

    @Override
    public Response toResponse(Throwable failure) {
        var reference = UUID.randomUUID().toString();
        LOG.log(Level.SEVERE, "A request failed, reference " + reference, failure);
        return Problem.of(500, "Internal error", "Look for reference " + reference + " in the server's log.")
                .toResponse();
    }
}
