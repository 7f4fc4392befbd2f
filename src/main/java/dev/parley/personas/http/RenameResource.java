package dev.parley.personas.http;

import dev.parley.agents.PersonaId;
import dev.parley.personas.Renaming;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Another id for a persona. */
@Path("v1/personas/{id}/rename")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Personas")
public class RenameResource {
    private final Renaming renaming;
    private final Answers answers;

    RenameResource() {
        this(null, null);
    }

    @Inject
    public RenameResource(Renaming renaming, Answers answers) {
        this.renaming = renaming;
        this.answers = answers;
    }

    @POST
    @RolesAllowed(Roles.APPROVER)
    @Operation(
            summary = "Give a persona another id",
            description =
                    "Its history, numbers and being the default move with it; where its text calls itself by the old id, the"
                            + " text changes. If it is cut short, the same request over the newer version goes on.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "rename", value = "{\"id\":\"front-desk\"}")))
    @APIResponse(
            responseCode = "200",
            description = "The persona under its new id; Location says where",
            content = @Content(schema = @Schema(implementation = Views.One.class)))
    @APIResponse(responseCode = "409", description = "The id is or was another one's, or somebody hands over to it")
    @APIResponse(responseCode = "412", description = "Somebody was faster; the detail says who did what")
    public Response rename(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user,
            InputStream body) {
        var persona = Versions.id(id);
        var to = Bodies.shortText(Bodies.object(body), "id")
                .flatMap(PersonaId::of)
                .orElseThrow(() -> Bodies.notValid("id: must be 1 to 64 of a-z, 0-9 and dash"));
        var head = renaming.rename(persona, to, Versions.required(version), PersonaResource.name(user));
        return Response.fromResponse(answers.of(head))
                .header(HttpHeaders.LOCATION, "/api/v1/personas/" + to)
                .build();
    }
}
