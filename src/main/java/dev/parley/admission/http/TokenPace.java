package dev.parley.admission.http;

import dev.parley.admission.TokenShares;
import dev.parley.web.RequestRefused;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Lets through so many requests for paid tokens a minute, of one user and of all; who has no role for it is turned away before. */
@Provider
@Priority(Priorities.AUTHORIZATION + 1)
@ApplicationScoped
public class TokenPace implements ContainerRequestFilter {
    private static final String TOKEN = "token"; // below /api

    @Inject
    private TokenShares shares; // the container makes filters, with a constructor that takes nothing

    @Override
    public void filter(ContainerRequestContext context) {
        if (!context.getUriInfo().getPath().replaceAll("^/|/$", "").equals(TOKEN)
                || !context.getMethod().equals("GET")) {
            return;
        }
        var wait = shares.admit(who(context));
        if (!wait.isZero()) {
            context.abortWith(new RequestRefused(Refusals.tooMany("You ask for too many tokens."), wait).toResponse());
        }
    }

    private static String who(ContainerRequestContext context) {
        return context.getSecurityContext().getUserPrincipal().getName(); // who has no role for it is gone already
    }
}
