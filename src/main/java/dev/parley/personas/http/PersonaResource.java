package dev.parley.personas.http;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.TokenCount;
import dev.parley.personas.Catalogs;
import dev.parley.personas.Checks;
import dev.parley.personas.Drafts;
import dev.parley.personas.NodePersonas;
import dev.parley.personas.PersonaHead;
import dev.parley.personas.PersonaRefused;
import dev.parley.personas.Publishing;
import dev.parley.personas.Publishing.Order;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** One persona: read, write its draft, look at it, publish it, go back. */
@Path("v1/personas/{id}")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Personas")
public class PersonaResource {
    private final NodePersonas node;
    private final Drafts drafts;
    private final Checks checks;
    private final Publishing publishing;
    private final Catalogs catalogs;
    private final PersonaFormat format;
    private final TokenCount tokens;
    private final Answers answers;

    PersonaResource() {
        this(null, null, null, null, null, null, null, null);
    }

    @Inject
    public PersonaResource(
            NodePersonas node,
            Drafts drafts,
            Checks checks,
            Publishing publishing,
            Catalogs catalogs,
            PersonaFormat format,
            TokenCount tokens,
            Answers answers) {
        this.node = node;
        this.drafts = drafts;
        this.checks = checks;
        this.publishing = publishing;
        this.catalogs = catalogs;
        this.format = format;
        this.tokens = tokens;
        this.answers = answers;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(
            summary = "Show a persona",
            description = "With the text that an editor goes on with: the draft, else what is published.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.One.class)))
    @APIResponse(responseCode = "404", description = "No such persona")
    public Response show(@PathParam("id") String id) {
        return answers.of(known(id));
    }

    @GET
    @Produces(Bodies.PROMPTY + ";qs=0.5") // for who asks for it; who asks for nothing gets JSON
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(summary = "Get a persona's text", description = "Byte for byte as its author wrote it.")
    public Response text(@PathParam("id") String id) {
        var head = known(id);
        return Response.ok(head.text())
                .type(Bodies.PROMPTY + ";charset=UTF-8")
                .tag(Versions.tag(head.version()))
                .build();
    }

    @PUT
    @Consumes({Bodies.PROMPTY, MediaType.TEXT_PLAIN})
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Save a draft", description = "Over the version that was read; what is published stays.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.One.class)))
    @APIResponse(responseCode = "412", description = "Somebody was faster; the detail says who did what")
    @APIResponse(responseCode = "428", description = "If-Match is missing")
    public Response save(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user,
            InputStream body) {
        var saved = drafts.save(Versions.id(id), Bodies.text(body), Versions.required(version), name(user));
        return answers.of(saved.head(), saved.reading());
    }

    @DELETE
    @Path("draft")
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Forget a draft", description = "What is published stays.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.One.class)))
    public Response discard(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user) {
        return answers.of(drafts.discard(Versions.id(id), Versions.required(version), name(user)));
    }

    @DELETE
    @RolesAllowed(Roles.APPROVER)
    @Operation(summary = "Delete a persona", description = "Its history stays. Refused while something refers to it.")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(
            responseCode = "409",
            description = "It is the default, answers a number, or somebody hands over to it")
    public Response delete(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user) {
        drafts.delete(Versions.id(id), Versions.required(version), name(user));
        return Response.noContent().build();
    }

    @POST
    @Path("validate")
    @Consumes({Bodies.PROMPTY, MediaType.TEXT_PLAIN})
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(
            summary = "Look for faults",
            description = "In the text that is sent; nothing is kept. The id need not exist.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Checked.class)))
    public Views.Checked validate(@PathParam("id") String id, InputStream body) {
        return Views.Checked.of(checks.read(Versions.id(id), Bodies.text(body)));
    }

    @POST
    @Path("preview")
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(
            summary = "Look at what a call would see",
            description =
                    "The rendered prompt and greeting, and what the prompt costs in tokens. Of the text that is sent,"
                            + " else of the persona's own.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "with inputs",
                                            value = "{\"inputs\":{\"weekday\":\"Monday\"}}")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Preview.class)))
    public Views.Preview preview(@PathParam("id") String id, InputStream body) {
        var persona = Versions.id(id);
        var json = Bodies.object(body);
        var text =
                json.containsKey("text") ? Bodies.text(json, "text") : known(id).text();
        return Views.Preview.of(format.preview(persona, text, Bodies.values(json, "inputs")), tokens);
    }

    @POST
    @Path("publish")
    @RolesAllowed(Roles.APPROVER)
    @Operation(
            summary = "Publish the draft",
            description =
                    "Callers get it within 2 s on every node; live calls keep what they have. Refused while it has"
                            + " faults, or its required tests have not passed on this very text, unless a reason is given.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = PublishRequest.class),
                            examples = {
                                @ExampleObject(name = "to all", value = "{\"comment\":\"Summer opening hours\"}"),
                                @ExampleObject(
                                        name = "canary",
                                        value = "{\"comment\":\"Shorter greeting\",\"canary\":{\"percent\":50}}")
                            }))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.One.class)))
    @APIResponse(responseCode = "409", description = "Not tested")
    @APIResponse(responseCode = "412", description = "Somebody was faster")
    @APIResponse(responseCode = "422", description = "It has faults")
    public Response publish(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user,
            InputStream body) {
        var json = Bodies.object(body);
        var order = new Order(
                Bodies.shortText(json, "comment").orElse(""),
                CanaryResource.share(json),
                Bodies.shortText(json, "untestedBecause"));
        return answers.of(publishing.publish(Versions.id(id), Versions.required(version), order, name(user)));
    }

    /** For the API's document: what {@link #publish} reads. */
    public record PublishRequest(String comment, CanaryResource.ShareRequest canary, String untestedBecause) {}

    @POST
    @Path("rollback")
    @RolesAllowed(Roles.APPROVER)
    @Operation(summary = "Roll back", description = "Callers get an earlier revision again; a canary ends.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "back",
                                            value =
                                                    "{\"revision\":\"9f86d0…\",\"comment\":\"Callers were confused\"}")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.One.class)))
    public Response rollBack(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user,
            InputStream body) {
        var json = Bodies.object(body);
        var revision = Bodies.shortText(json, "revision")
                .orElseThrow(() -> Bodies.notValid("revision: the hash of a revision is needed"));
        return answers.of(publishing.rollBack(
                Versions.id(id),
                revision,
                Versions.required(version),
                Bodies.shortText(json, "comment").orElse(""),
                name(user)));
    }

    @PUT
    @Path("default")
    @RolesAllowed(Roles.APPROVER)
    @Operation(summary = "Make it the default", description = "It answers where nothing else is said.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.One.class)))
    public Response makeDefault(@PathParam("id") String id, @Context SecurityContext user) {
        catalogs.makeDefault(Versions.id(id), name(user));
        return answers.of(known(id));
    }

    private PersonaHead known(String id) {
        node.mustBeLoaded();
        return node.find(Versions.id(id)).orElseThrow(PersonaRefused::unknown).head();
    }

    static String name(SecurityContext user) {
        return user.getUserPrincipal().getName();
    }
}
