package dev.parley.container;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** A resource behind a role: answers whom the container takes the caller for. */
@Path("badge")
public class Badge {
    @GET
    @RolesAllowed("operator")
    public String name(@Context SecurityContext caller) {
        return caller.getUserPrincipal().getName();
    }

    /** As in the product. */
    @ApplicationPath("/api")
    public static class Application extends jakarta.ws.rs.core.Application {}
}
