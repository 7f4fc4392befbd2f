package dev.parley.personas.http;

import dev.parley.agents.PersonaId;
import dev.parley.personas.Drafts;
import dev.parley.personas.NodePersonas;
import dev.parley.personas.PersonaHead;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All personas: list, create. */
@Path("v1/personas")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Personas")
public class PersonasResource {
    private static final String SUFFIX = ".prompty";

    private final NodePersonas node;
    private final Drafts drafts;

    PersonasResource() {
        this(null, null);
    }

    @Inject
    public PersonasResource(NodePersonas node, Drafts drafts) {
        this.node = node;
        this.drafts = drafts;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(
            summary = "List personas",
            description = "By id, as this node knows them: a change elsewhere is here within 2 s.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Page.class)))
    public Views.Page list(
            @Parameter(description = "part of the id or the name") @QueryParam("name") Optional<String> name,
            @Parameter(description = "a tag of it") @QueryParam("tag") Optional<String> tag,
            @Parameter(description = "part of anything it says, published or draft") @QueryParam("text")
                    Optional<String> text,
            @Parameter(description = "draft, published, changed or canary") @QueryParam("state") Optional<String> state,
            @Parameter(description = "from 1") @DefaultValue("1") @QueryParam("page") int page,
            @Parameter(description = "1 to 200") @DefaultValue("50") @QueryParam("limit") int limit) {
        Pages.check(page, limit);
        node.mustBeLoaded();
        var catalog = node.catalog();
        var wanted = node.heads().stream()
                .filter(matching(name, head -> head.id() + "\n" + head.about().name()))
                .filter(matching(text, PersonasResource::everythingSaid))
                .filter(head -> tag.isEmpty() || head.about().tags().contains(tag.get()))
                .filter(head -> state.isEmpty() || Views.word(head.state()).equals(state.get()))
                .toList();
        var items = Pages.of(wanted, page, limit).stream()
                .map(head -> Views.Item.of(head, catalog))
                .toList();
        return new Views.Page(items, page, limit, wanted.size());
    }

    private static String everythingSaid(PersonaHead head) {
        return head.about().description() + "\n" + head.text() + "\n"
                + head.published().map(PersonaHead.Published::text).orElse("");
    }

    private static Predicate<PersonaHead> matching(Optional<String> part, Function<PersonaHead, String> of) {
        var small = part.map(String::strip).map(text -> text.toLowerCase(Locale.ROOT));
        return head ->
                small.isEmpty() || of.apply(head).toLowerCase(Locale.ROOT).contains(small.get());
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Consumes({Bodies.PROMPTY, MediaType.TEXT_PLAIN})
    @Operation(
            summary = "Create a persona",
            description =
                    "A draft, whatever its faults; they are told with it. Its id is given, or the text's id: or name:.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = Bodies.PROMPTY,
                            examples =
                                    @ExampleObject(
                                            name = "helpdesk",
                                            value =
                                                    "---\nname: helpdesk\nparley:\n  greeting: Help desk, how can I help?\n  tools: [end_call]\n---\nsystem:\nYou answer the help desk's phone. Be short.\n")))
    @APIResponse(
            responseCode = "201",
            description = "Created; Location and ETag say where and which version",
            content = @Content(schema = @Schema(implementation = Views.One.class)))
    @APIResponse(responseCode = "409", description = "There is a persona of this id")
    @APIResponse(responseCode = "413", description = "More than 256 KB")
    @APIResponse(responseCode = "422", description = "No id, or one that cannot be")
    public Response create(
            @Parameter(description = "1 to 64 of a-z, 0-9 and dash") @QueryParam("id") Optional<String> id,
            @Context SecurityContext user,
            InputStream body) {
        return created(id, Bodies.text(body), user);
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(summary = "Create a persona of a file", description = "The part file is its text.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = Views.One.class)))
    public Response upload(
            @QueryParam("id") Optional<String> id, @Context SecurityContext user, List<EntityPart> parts) {
        var file = parts.stream()
                .filter(part -> part.getName().equals("file"))
                .findFirst()
                .orElseThrow(() -> Bodies.notValid("file: the part is missing"));
        var text = Bodies.text(file.getContent());
        var named = id.or(() -> drafts.idOf(text).isPresent() ? Optional.empty() : nameOf(file));
        return created(named, text, user);
    }

    /** A text that names itself nowhere is called as its file is. */
    private static Optional<String> nameOf(EntityPart file) {
        return file.getFileName()
                .filter(name -> name.endsWith(SUFFIX))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .filter(name -> PersonaId.of(name).isPresent());
    }

    private Response created(Optional<String> id, String text, SecurityContext user) {
        var wanted = id.map(word -> PersonaId.of(word)
                .orElseThrow(() ->
                        new RequestRefused(Problem.of(422, "Not valid", "An id is 1 to 64 of a-z, 0-9 and dash."))));
        var saved = drafts.create(wanted, text, user.getUserPrincipal().getName());
        return Response.created(URI.create("/api/v1/personas/" + saved.head().id()))
                .entity(Views.One.of(saved.head(), node.catalog(), saved.reading()))
                .tag(Versions.tag(saved.head().version()))
                .build();
    }
}
