package dev.parley.line.sustineo;

import static dev.parley.web.Json.JSON;

import dev.parley.call.BrowserTools;
import dev.parley.web.BoundedBody;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * A browser that was asked to run a tool of this server has it run here and is told by its voice socket how that goes. Only what
 * the model called on that very socket runs, with the arguments that the model wrote.
 */
@Path("agent")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Earlier clients")
public class AgentCallResource {
    private static final int LARGEST_BODY = 2 * 1024 * 1024; // clients add a camera's picture
    private static final Pattern PICTURE = Pattern.compile("data:image/(png|jpeg|webp);base64,[A-Za-z0-9+/]+={0,2}");

    private final VoiceSockets sockets;
    private final BrowserTools tools;

    AgentCallResource() {
        this(null, null);
    }

    @Inject
    public AgentCallResource(VoiceSockets sockets, BrowserTools tools) {
        this.sockets = sockets;
        this.tools = tools;
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON) // which no page of another origin sends without being asked first
    @RolesAllowed({"talker", "operator", "persona-editor", "persona-approver"})
    @Operation(
            summary = "Run a tool for a voice socket",
            description =
                    "call_id and name are those of the function frame. How it goes is told by agent frames. A picture in"
                            + " arguments.image is shown to the model.")
    @APIResponse(responseCode = "413", description = "More than 2 MB")
    @APIResponse(responseCode = "202", description = "It runs")
    @APIResponse(
            responseCode = "404",
            description = "There is no such socket of yours, or no such function; error says which")
    public Response run(@PathParam("id") String connection, @Context SecurityContext user, InputStream body) {
        if (!(BoundedBody.json(BoundedBody.read(body, LARGEST_BODY)) instanceof JsonObject json)) {
            throw new RequestRefused(Problem.of(400, "Not valid", "The body must be a JSON object."));
        }
        var key = new VoiceSockets.Key(user.getUserPrincipal().getName(), connection);
        var socket = sockets.find(key);
        if (socket.isEmpty()) {
            return error("Connection not found");
        }
        var asked = socket.get().asked(text(json, "call_id")).filter(call -> call.name()
                .equals(text(json, "name")));
        var picture = picture(json);
        asked.ifPresent(call -> picture.ifPresent(shown -> socket.get().show(call, shown)));
        boolean runs = asked.filter(call -> picture.isPresent() || socket.get().run(call, tools))
                .isPresent();
        return runs ? Response.accepted(json("status", "running")).build() : error("Function not found");
    }

    /** What the camera or a file gave, for the model to look at. */
    private static Optional<String> picture(JsonObject json) {
        var arguments = json.get("arguments") instanceof JsonObject given ? given : JsonValue.EMPTY_JSON_OBJECT;
        var picture = text(arguments, "image");
        if (!picture.isEmpty() && !PICTURE.matcher(picture).matches()) {
            throw new RequestRefused(
                    Problem.of(422, "Not valid", "image must be a data URL of a PNG, JPEG or WebP picture in base64."));
        }
        return Optional.of(picture).filter(given -> !given.isEmpty());
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? text.getString() : "";
    }

    private static Response error(String error) {
        return Response.status(Response.Status.NOT_FOUND)
                .entity(json("error", error))
                .build();
    }

    private static String json(String name, String value) {
        return JSON.createObjectBuilder().add(name, value).build().toString();
    }
}
