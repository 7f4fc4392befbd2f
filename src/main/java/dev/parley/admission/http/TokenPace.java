package dev.parley.admission.http;

import dev.parley.admission.TokenShares;
import dev.parley.web.Problem;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Lets through so many requests for paid tokens a minute, of one user and of all; who has no role for it is turned away before. */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
@ApplicationScoped
public class TokenPace implements ContainerRequestFilter {
    private static final String TOKEN = "token"; // below /api
    private static final int TOO_MANY = 429;

    @Inject
    private TokenShares shares; // the container makes filters, with a constructor that takes nothing

    @Inject
    private HttpServletRequest request;

    @Override
    public void filter(ContainerRequestContext context) {
        if (!context.getUriInfo().getPath().replaceAll("^/|/$", "").equals(TOKEN)
                || !context.getMethod().equals("GET")) {
            return;
        }
        var wait = shares.admit(who(context));
        if (!wait.isZero()) {
            context.abortWith(Response.fromResponse(
                            Problem.of(TOO_MANY, "Too many requests", "Too many tokens; wait as Retry-After says.")
                                    .toResponse())
                    .header("Retry-After", wait.toSeconds())
                    .build());
        }
    }

    /** Guests share a name, so that their address tells them apart. */
    private String who(ContainerRequestContext context) {
        var user = context.getSecurityContext().getUserPrincipal();
        return user == null || user.getName().equals("guest") ? "guest " + request.getRemoteAddr() : user.getName();
    }
}
