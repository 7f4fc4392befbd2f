package dev.parley.personas.http;

import dev.parley.agents.PersonaFormat;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a persona's front matter may say, for editors. */
@Path("v1/personas/schema")
@RequestScoped
@Tag(name = "Personas")
@RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
public class SchemaResource {
    private final PersonaFormat format;

    SchemaResource() {
        this(null);
    }

    @Inject
    public SchemaResource(PersonaFormat format) {
        this.format = format;
    }

    @GET
    @Produces("application/schema+json")
    @Operation(
            summary = "Get the JSON Schema of personas",
            description = "Completion, defaults and checks come from it.")
    public String schema() {
        return format.schema();
    }
}
