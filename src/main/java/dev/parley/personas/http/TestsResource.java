package dev.parley.personas.http;

import dev.parley.agents.PersonaTest.Mode;
import dev.parley.personas.PersonaTesting;
import dev.parley.personas.TestRun;
import dev.parley.rehearsal.Rehearsal;
import dev.parley.rehearsal.RehearsalEvent;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tests of a persona: run, watch, read. */
@Path("v1/personas/{id}/tests")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Personas")
public class TestsResource {
    private static final Logger LOG = Logger.getLogger(TestsResource.class.getName());

    private final PersonaTesting testing;

    TestsResource() {
        this(null);
    }

    @Inject
    public TestsResource(PersonaTesting testing) {
        this.testing = testing;
    }

    /** A run on its way or over. */
    public record Run(
            String run,
            String state,
            Boolean passed,
            String revision,
            String by,
            String at,
            List<TestViews.TestView> tests) {}

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            summary = "Run tests",
            description =
                    "Of the draft, else of what is published; all of them, or those that are named, in the modes they"
                            + " ask for or one of them. Publishing wants a run of all required ones.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples = {
                                @ExampleObject(name = "all", value = "{}"),
                                @ExampleObject(
                                        name = "one, by words",
                                        value = "{\"mode\":\"text\",\"names\":[\"tells the opening hours\"]}")
                            }))
    @APIResponse(
            responseCode = "202",
            description = "They run; Location says where to ask",
            content = @Content(schema = @Schema(implementation = Run.class)))
    @APIResponse(responseCode = "422", description = "It has faults, no such test, or too many runs wait")
    public Response start(@PathParam("id") String id, @Context SecurityContext user, InputStream body) {
        var json = Bodies.object(body);
        var mode = Bodies.shortText(json, "mode").map(TestsResource::mode);
        var run = testing.start(Versions.id(id), mode, names(json), PersonaResource.name(user));
        return Response.accepted(onItsWay(run))
                .location(URI.create("/api/v1/personas/" + id + "/tests/" + run.id()))
                .build();
    }

    private static Mode mode(String word) {
        return switch (word) {
            case "text" -> Mode.TEXT;
            case "voice" -> Mode.VOICE;
            default -> throw Bodies.notValid("mode: must be text or voice");
        };
    }

    private static Set<String> names(JsonObject json) {
        var names = new HashSet<String>();
        if (json.containsKey("names")) {
            if (!(json.get("names") instanceof JsonArray list)) {
                throw Bodies.notValid("names: must be a list of texts");
            }
            for (var item : list) {
                if (!(item instanceof JsonString name)) {
                    throw Bodies.notValid("names: must be a list of texts");
                }
                names.add(name.getString());
            }
        }
        return names;
    }

    @GET
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(summary = "List runs of tests", description = "Newest first, without their transcripts.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Run.class)))
    public List<Run> list(@PathParam("id") String id) {
        return testing.kept(Versions.id(id)).stream()
                .map(run -> new Run(
                        run.id(),
                        "done",
                        run.passed(),
                        run.hash(),
                        run.who(),
                        run.at().toString(),
                        null))
                .toList();
    }

    @GET
    @Path("{run}")
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(
            summary = "Show a run of tests",
            description = "With transcript, verdicts and latencies; also while it goes on.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Run.class)))
    @APIResponse(responseCode = "404", description = "No such run")
    public Response show(@PathParam("id") String id, @PathParam("run") String run) {
        var persona = Versions.id(id);
        var kept = testing.kept(persona, run);
        if (kept.isPresent()) {
            return Response.ok(ofKept(kept.get())).build();
        }
        return Response.ok(onItsWay(running(id, run))).build();
    }

    /** The kept report goes out as it was written. */
    private static String ofKept(TestRun run) {
        return "{\"run\":" + Json.line(run.id()) + ",\"state\":\"done\",\"passed\":" + run.passed() + ",\"revision\":"
                + Json.line(run.hash()) + ",\"by\":" + Json.line(run.who()) + ",\"at\":"
                + Json.line(run.at().toString()) + ",\"tests\":" + run.report() + "}";
    }

    @DELETE
    @Path("{run}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(summary = "Cancel a run of tests", description = "What is done of it is forgotten.")
    @APIResponse(responseCode = "204", description = "It ends")
    public Response cancel(@PathParam("id") String id, @PathParam("run") String run) {
        running(id, run).cancel();
        return Response.noContent().build();
    }

    @GET
    @Path("{run}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed({Roles.VIEWER, Roles.EDITOR, Roles.APPROVER})
    @Operation(
            summary = "Watch a run of tests",
            description = "Server-sent events runBegan, runEnded, testEnded and at last ended, from the beginning on.")
    public void watch(
            @PathParam("id") String id, @PathParam("run") String run, @Context SseEventSink sink, @Context Sse sse) {
        var rehearsal = running(id, run);
        var leave = new AtomicReference<Runnable>(() -> {});
        leave.set(testing.watch(rehearsal, event -> {
            var view = TestViews.EventView.of(event);
            if (!sink.isClosed()) {
                sink.send(sse.newEventBuilder()
                        .name(view.event())
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(Json.line(view))
                        .build());
            }
            if (event instanceof RehearsalEvent.Ended) {
                close(sink);
            }
            if (sink.isClosed()) {
                leave.get().run();
            }
        }));
    }

    private static void close(SseEventSink sink) {
        try {
            sink.close();
        } catch (IOException e) {
            LOG.log(Level.FINE, "Who watched tests was gone already", e);
        }
    }

    private Rehearsal running(String id, String run) {
        return testing.running(Versions.id(id), run)
                .orElseThrow(
                        () -> new RequestRefused(Problem.of(404, "Not found", "There is no such run on this node.")));
    }

    private static Run onItsWay(Rehearsal rehearsal) {
        return new Run(
                rehearsal.id(),
                rehearsal.state().name().toLowerCase(Locale.ROOT),
                null,
                rehearsal.revision(),
                null,
                null,
                rehearsal.results().stream().map(TestViews.TestView::of).toList());
    }
}
