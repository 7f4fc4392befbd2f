package dev.parley.web;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Writes the problem that a resource decided on. */
@Provider
public class RefusedRequests implements ExceptionMapper<RequestRefused> {
    @Override
    public Response toResponse(RequestRefused refused) {
        return refused.toResponse();
    }
}
