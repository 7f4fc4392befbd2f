package dev.parley.personas.http;

import dev.parley.personas.StoreUnavailable;
import dev.parley.web.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The store is away: nothing was changed as far as is known, calls go on with what this node knows. */
@Provider
public class StoreProblems implements ExceptionMapper<StoreUnavailable> {
    private static final Logger LOG = Logger.getLogger(StoreProblems.class.getName());
    private static final int RETRY_AFTER_S = 5;

    @Override
    public Response toResponse(StoreUnavailable away) {
        LOG.log(Level.WARNING, "A request could not be carried out: " + away.getMessage(), away);
        return Response.fromResponse(Problem.of(
                                503,
                                "Store away",
                                "The store of personas cannot be reached now: " + away.getMessage()
                                        + ". Nothing was changed as far as is known; calls go on.")
                        .toResponse())
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S)
                .build();
    }
}
