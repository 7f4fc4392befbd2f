package dev.parley.call.http;

import dev.parley.call.Rollovers;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes a live call off the model's session that serves it, as before work on a deployment. */
@Path("v1/calls/{id}/rollover")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls")
public class RolloverResource {
    private final Rollovers rollovers;

    RolloverResource() {
        this(null);
    }

    @Inject
    public RolloverResource(Rollovers rollovers) {
        this.rollovers = rollovers;
    }

    @POST
    @RolesAllowed("operator")
    @Operation(
            summary = "Replace the model's session",
            description =
                    "Opens another speech-to-speech session, which goes on with the call in the next pause; nobody hears it.")
    @APIResponse(
            responseCode = "202",
            description = "It will be replaced",
            content = @Content(schema = @Schema(implementation = Views.Asked.class)))
    @APIResponse(responseCode = "404", description = "No such call")
    @APIResponse(responseCode = "409", description = "The call has no such session on this node")
    public Response rollOver(@PathParam("id") String id) {
        return switch (rollovers.ask(id)) {
            case ASKED ->
                Response.accepted(new Views.Asked(id, "rolling_over", "Another session will go on with the call."))
                        .build();
            case UNKNOWN -> throw CallProblems.noSuchCall();
            case NO_SESSION ->
                throw new RequestRefused(Problem.of(
                        409,
                        "No session to replace",
                        "The call is over, on another node, or its persona has no speech-to-speech model."));
        };
    }
}
