package dev.parley.personas.sustineo;

import static dev.parley.web.Json.JSON;

import dev.parley.agents.PersonaId;
import dev.parley.personas.Catalogs;
import dev.parley.personas.Configurations;
import dev.parley.personas.LiveTexts;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Personas as the earlier system's web client lists and edits them. What it writes is heard by the next caller. */
@Path("configuration")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Earlier clients", description = "What the web client of the earlier system asks for, in its own shapes.")
public class ConfigurationResource {
    private static final String VIEWER = "viewer";
    private static final String EDITOR = "persona-editor";
    private static final String APPROVER = "persona-approver";
    private static final String TALKER = "talker"; // guests too: the talk page shows whom one can talk to

    private static final String EXAMPLE =
            "{\"content\":\"---\\nid: helpdesk\\nname: Help desk\\n---\\nYou answer the help desk's phone. Be short.\\n\","
                    + "\"default\":false,\"tools\":[]}";

    private final Configurations configurations;
    private final LiveTexts texts;
    private final Catalogs catalogs;

    ConfigurationResource() {
        this(null, null, null);
    }

    @Inject
    public ConfigurationResource(Configurations configurations, LiveTexts texts, Catalogs catalogs) {
        this.configurations = configurations;
        this.texts = texts;
        this.catalogs = catalogs;
    }

    @GET
    @RolesAllowed({VIEWER, EDITOR, APPROVER, TALKER})
    @Operation(
            summary = "List personas",
            description =
                    "With the text that callers get; of one that was never published, its draft, which talkers do not"
                            + " see.")
    public Response list(@Context SecurityContext user) {
        return Refusals.orAnswer("", () -> {
            var seen = seesDrafts(user) ? configurations.all() : configurations.published();
            return Response.ok(ConfigurationJson.of(seen).toString()).build();
        });
    }

    @GET
    @Path("{id}")
    @RolesAllowed({VIEWER, EDITOR, APPROVER, TALKER})
    @Operation(summary = "Show a persona")
    @APIResponse(responseCode = "404", description = "There is none; message says so")
    public Response show(@PathParam("id") String id, @Context SecurityContext user) {
        return Refusals.orAnswer(id, () -> {
            var one = seesDrafts(user) ? configurations.find(persona(id)) : configurations.published(persona(id));
            return Response.ok(ConfigurationJson.of(one).toString()).build();
        });
    }

    private static boolean seesDrafts(SecurityContext user) {
        return Stream.of(VIEWER, EDITOR, APPROVER).anyMatch(user::isUserInRole);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON) // which no page of another origin sends without being asked first
    @RolesAllowed(APPROVER)
    @Operation(
            summary = "Create a persona and publish it",
            description = "Id and name are what the text's front matter says. tools are kept for browser clients that"
                    + " answer them by themselves.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "helpdesk", value = EXAMPLE)))
    @APIResponse(responseCode = "200", description = "The persona as it is now")
    @APIResponse(
            responseCode = "409",
            description = "Exists already, has faults, or its required tests have not passed: an item named error")
    public Response create(@Context SecurityContext user, InputStream body) {
        return Refusals.orAnswer("", () -> {
            var text = ConfigurationJson.text(body);
            return answered(
                    texts.named(text), () -> texts.create(text, name(user)).id());
        });
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(APPROVER)
    @Operation(
            summary = "Put a persona's text and publish it",
            description = "A text with another id renames the persona, history included. Without tools they stay.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = @ExampleObject(name = "helpdesk", value = EXAMPLE)))
    @APIResponse(responseCode = "200", description = "The persona as it is now")
    @APIResponse(
            responseCode = "409",
            description = "The new id is taken, the text has faults, or its required tests have not passed")
    public Response put(@PathParam("id") String id, @Context SecurityContext user, InputStream body) {
        return answered(id, () -> {
            PersonaHead head = texts.put(persona(id), ConfigurationJson.text(body), name(user));
            return head.id();
        });
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(APPROVER)
    @Operation(summary = "Delete a persona", description = "Its history stays.")
    @APIResponse(responseCode = "409", description = "It is the default, answers a number, or one hands over to it")
    public Response delete(@PathParam("id") String id, @Context SecurityContext user) {
        return Refusals.orAnswer(id, () -> {
            texts.delete(persona(id), name(user));
            return Response.ok(JSON.createObjectBuilder()
                            .add("id", id)
                            .add("action", "delete")
                            .build()
                            .toString())
                    .build();
        });
    }

    @PUT
    @Path("default/{id}")
    @RolesAllowed(APPROVER)
    @Operation(summary = "Make a persona the default", description = "One is the default at all times.")
    @APIResponse(responseCode = "404", description = "There is none; the default stays")
    public Response makeDefault(@PathParam("id") String id, @Context SecurityContext user) {
        return Refusals.orAnswer(id, () -> {
            catalogs.makeDefault(persona(id), name(user));
            return Response.ok(JSON.createObjectBuilder()
                            .add("status", "All items updated successfully")
                            .build()
                            .toString())
                    .build();
        });
    }

    private Response answered(String id, Supplier<PersonaId> deed) {
        return Refusals.orAnswer(id, () -> Response.ok(
                        ConfigurationJson.of(configurations.find(deed.get())).toString())
                .build());
    }

    /** What is not of the form of an id is nobody's. */
    private static PersonaId persona(String id) {
        return PersonaId.of(id).orElseThrow(PersonaRefused::unknown);
    }

    private static String name(SecurityContext user) {
        return user.getUserPrincipal().getName();
    }
}
