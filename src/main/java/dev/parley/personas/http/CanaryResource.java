package dev.parley.personas.http;

import dev.parley.personas.Canaries;
import dev.parley.personas.Publishing;
import dev.parley.personas.Publishing.Share;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
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
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A revision that some callers get before the others. */
@Path("v1/personas/{id}/canary")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Personas")
@RolesAllowed(Roles.APPROVER)
public class CanaryResource {
    private static final int MOST_NUMBERS = 1_000;

    private static final String EXAMPLE =
            """
            {"since":"2026-11-21T14:05:00.120Z","percent":50,"numbers":[],"abortMargin":0.1,"minCalls":20,
             "canary":{"revision":{"revision":"9f86d0…","number":5,"by":"ann","at":"2026-11-21T14:05:00.120Z"},
               "calls":12,"containment":0.92,"cutRate":0.04,"errorRate":0.0,"medianReplyMs":870,"testPassRate":1.0},
             "published":{"revision":{"revision":"2c26b4…","number":4,"by":"ann","at":"2026-11-02T09:30:11.004Z"},
               "calls":15,"containment":0.87,"cutRate":0.05,"errorRate":0.01,"medianReplyMs":910,"testPassRate":1.0},
             "verdict":"too few calls","reason":"12 of 20 calls so far."}""";

    private final Publishing publishing;
    private final Canaries canaries;
    private final Answers answers;

    CanaryResource() {
        this(null, null, null);
    }

    @Inject
    public CanaryResource(Publishing publishing, Canaries canaries, Answers answers) {
        this.publishing = publishing;
        this.canaries = canaries;
        this.answers = answers;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(
            summary = "How the canary goes",
            description =
                    "What calls of it and of the published revision beside it came to since it began, over all servers,"
                            + " a few seconds late. With enough calls of both it is aborted by itself when it is worse by"
                            + " more than the persona's canary.abortMargin.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = CanaryViews.Report.class),
                            examples = @ExampleObject(name = "under way", value = EXAMPLE)))
    @APIResponse(responseCode = "404", description = "No such persona, or it has no canary")
    public Response show(@PathParam("id") String id) {
        var report = canaries.report(Versions.id(id));
        return Response.ok(CanaryViews.Report.of(report))
                .tag(Versions.tag(report.head().version()))
                .build();
    }

    /** For the API's document. */
    public record ShareRequest(int percent, Set<String> numbers) {}

    @PUT
    @Operation(
            summary = "Change who gets the canary",
            description = "By percent of callers, or numbers of callers or called.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ShareRequest.class),
                            examples = @ExampleObject(name = "half", value = "{\"percent\":50}")))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.One.class)))
    public Response change(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user,
            InputStream body) {
        return answers.of(publishing.share(
                Versions.id(id), shareOf(Bodies.object(body)), Versions.required(version), PersonaResource.name(user)));
    }

    @POST
    @Path("promote")
    @Operation(summary = "Promote the canary", description = "All callers get it.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.One.class)))
    public Response promote(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user,
            InputStream body) {
        var comment = Bodies.shortText(Bodies.object(body), "comment").orElse("");
        return answers.of(
                publishing.promote(Versions.id(id), Versions.required(version), comment, PersonaResource.name(user)));
    }

    @POST
    @Path("abort")
    @Operation(summary = "Abort the canary", description = "No caller gets it any more; its text stays in the history.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.One.class)))
    public Response abort(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.IF_MATCH) Optional<String> version,
            @Context SecurityContext user,
            InputStream body) {
        var comment = Bodies.shortText(Bodies.object(body), "comment").orElse("");
        return answers.of(
                publishing.abort(Versions.id(id), Versions.required(version), comment, PersonaResource.name(user)));
    }

    /** The object {@code canary} of a request; empty where there is none. */
    static Optional<Share> share(JsonObject json) {
        if (!json.containsKey("canary") || json.isNull("canary")) {
            return Optional.empty();
        }
        if (json.get("canary") instanceof JsonObject rule) {
            return Optional.of(shareOf(rule));
        }
        throw Bodies.notValid("canary: must be an object with percent or numbers");
    }

    private static Share shareOf(JsonObject rule) {
        int percent = 0;
        if (rule.containsKey("percent")) {
            if (!(rule.get("percent") instanceof JsonNumber number) || !number.isIntegral()) {
                throw Bodies.notValid("canary.percent: must be a whole number from 0 to 100");
            }
            percent = number.intValue();
        }
        var numbers = new HashSet<String>();
        if (rule.containsKey("numbers")) {
            for (var value : rule.getJsonArray("numbers")) {
                if (!(value instanceof JsonString number) || numbers.size() >= MOST_NUMBERS) {
                    throw Bodies.notValid("canary.numbers: must be a list of at most " + MOST_NUMBERS + " texts");
                }
                numbers.add(number.getString());
            }
        }
        return new Share(percent, numbers);
    }
}
