package dev.parley.call.http;

import static dev.parley.web.Json.JSON;

import dev.parley.call.Calls;
import dev.parley.web.BoundedBody;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where ACS tells what happens to calls (acs-call-automation §7), authenticated by the token it signs. Events for calls that
 * no node knows are counted and otherwise ignored: repeating them would help nobody.
 */
@Path("v1/calls/callbacks")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Azure")
public class CallbacksResource {
    private static final Logger LOG = Logger.getLogger(CallbacksResource.class.getName());
    private static final int LARGEST_DELIVERY = 256 * 1024;

    private final Calls calls;

    CallbacksResource() {
        this(null);
    }

    @Inject
    public CallbacksResource(Calls calls) {
        this.calls = calls;
    }

    @POST
    @Operation(summary = "Callback of ACS", description = "CloudEvents, in an array or alone.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "connected",
                                            value =
                                                    "[{\"id\":\"1\",\"source\":\"calling/callConnections/CC1\",\"type\":\"Microsoft.Communication.CallConnected\",\"specversion\":\"1.0\",\"data\":{\"callConnectionId\":\"CC1\"}}]")))
    @APIResponse(responseCode = "200", description = "Taken note of")
    public Response deliver(
            @QueryParam("call") Optional<String> callId,
            @HeaderParam("x-ms-call-connection-id") Optional<String> connectionHeader,
            InputStream body) {
        var json = BoundedBody.json(BoundedBody.read(body, LARGEST_DELIVERY));
        List<? extends JsonValue> events = json instanceof JsonArray batch ? batch : List.of(json);
        int processed = 0;
        Optional<String> connection = connectionHeader;
        for (var event : events) {
            var callback = AcsCallback.of(event, callId, connectionHeader);
            if (callback.isPresent()
                    && calls.on(
                            callback.get().callId(),
                            callback.get().connectionId(),
                            callback.get().event())) {
                processed++;
                connection = callback.get().connectionId().or(() -> connectionHeader);
            }
        }
        if (processed < events.size()) {
            LOG.log(Level.INFO, "{0} callback events are for no call that is known", events.size() - processed);
        }
        return Response.ok(answer(processed, events.size() - processed, connection))
                .build();
    }

    private static JsonObject answer(int processed, int failed, Optional<String> connection) {
        var answer = JSON.createObjectBuilder()
                .add("status", "success")
                .add("processed_events", processed)
                .add("failed_events", failed);
        connection.ifPresentOrElse(
                id -> answer.add("call_connection_id", id), () -> answer.addNull("call_connection_id"));
        return answer.add("processing_system", "events_v1").build();
    }
}
