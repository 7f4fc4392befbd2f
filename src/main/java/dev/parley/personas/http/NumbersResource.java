package dev.parley.personas.http;

import dev.parley.agents.PersonaId;
import dev.parley.personas.Catalog;
import dev.parley.personas.Catalogs;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who answers which number. */
@Path("v1/personas/numbers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Personas")
public class NumbersResource {
    private final Catalogs catalogs;

    NumbersResource() {
        this(null);
    }

    @Inject
    public NumbersResource(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(summary = "Who answers which number", description = "And who answers all others.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Numbers.class)))
    public Response show() {
        return answered(catalogs.current());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.APPROVER)
    @Operation(
            summary = "Say anew who answers which number",
            description = "The whole map, over the version that was read.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Views.Numbers.class),
                            examples =
                                    @ExampleObject(
                                            name = "two",
                                            value =
                                                    "{\"numbers\":{\"+15550100001\":\"reception\",\"+15550100002\":\"orders\"}}")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Numbers.class)))
    @APIResponse(responseCode = "412", description = "Somebody was faster")
    public Response change(
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user,
            InputStream body) {
        var given = Bodies.object(body).get("numbers");
        if (given == null || !(given instanceof JsonObject map)) {
            throw Bodies.notValid("numbers: must be an object of number and persona");
        }
        var numbers = new HashMap<String, PersonaId>();
        map.forEach((number, id) -> {
            if (!(id instanceof JsonString text)) {
                throw Bodies.notValid("numbers: each persona must be a text");
            }
            numbers.put(number, Versions.id(text.getString()));
        });
        return answered(catalogs.numbers(numbers, Versions.required(version), PersonaResource.name(user)));
    }

    private static Response answered(Catalog catalog) {
        return Response.ok(Views.Numbers.of(catalog))
                .tag(Versions.tag(catalog.version()))
                .build();
    }
}
