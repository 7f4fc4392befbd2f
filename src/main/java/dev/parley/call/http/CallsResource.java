package dev.parley.call.http;

import dev.parley.call.CallBook;
import dev.parley.call.CallDetails;
import dev.parley.call.CallStatus;
import dev.parley.call.Calls;
import dev.parley.call.OutboundCalls;
import dev.parley.call.SharedCalls;
import dev.parley.telemetry.TraceParent;
import dev.parley.web.BoundedBody;
import dev.parley.web.Problem;
import dev.parley.web.RequestRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Calls, as people and their programs see them. Operators place and end, viewers read. */
@Path("v1/calls")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls")
public class CallsResource {
    private static final int LARGEST_REQUEST = 64 * 1024;
    private static final int LARGEST_PAGE = 100;

    private final CallBook book;
    private final SharedCalls shared;
    private final Calls calls;
    private final OutboundCalls outbound;
    private final IdempotentRequests idempotent;

    CallsResource() {
        this(null, null, null, null, null);
    }

    @Inject
    public CallsResource(
            CallBook book, SharedCalls shared, Calls calls, OutboundCalls outbound, IdempotentRequests idempotent) {
        this.book = book;
        this.shared = shared;
        this.calls = calls;
        this.outbound = outbound;
        this.idempotent = idempotent;
    }

    @POST
    @Path("initiate")
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Place a call", description = "Dials; the persona speaks when the other side answers.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = InitiateRequest.Body.class),
                            examples =
                                    @ExampleObject(
                                            name = "orders",
                                            value =
                                                    "{\"target_number\":\"+15551234567\",\"context\":{\"persona\":\"orders\",\"customer\":\"C-17\"}}")))
    @APIResponse(
            responseCode = "200",
            description = "ACS took the call",
            content =
                    @Content(
                            schema = @Schema(implementation = Views.Initiated.class),
                            examples =
                                    @ExampleObject(
                                            name = "initiating",
                                            value =
                                                    "{\"call_id\":\"5f0c\",\"status\":\"initiating\",\"target_number\":\"+15551234567\",\"message\":\"The call is being placed.\"}")))
    @APIResponse(responseCode = "422", description = "A field is wrong, or the key was used with another body")
    @APIResponse(responseCode = "503", description = "No call is taken now, or ACS asks to try later")
    public CompletionStage<Response> initiate(
            @Parameter(description = "repeats with the same key and body get the first answer")
                    @HeaderParam("Idempotency-Key")
                    Optional<String> key,
            @HeaderParam("traceparent") Optional<String> traceParent,
            @Context SecurityContext user,
            InputStream body) {
        var bytes = BoundedBody.read(body, LARGEST_REQUEST);
        var request = InitiateRequest.of(bytes);
        var answer = key.map(given -> idempotent.once(
                        user.getUserPrincipal().getName(), given, bytes, () -> place(request, traceParent)))
                .orElseGet(() -> place(request, traceParent));
        return answer.handle((call, failure) -> {
            if (failure != null) {
                throw CallProblems.ofPlacing(failure);
            }
            return Response.ok(new Views.Initiated(
                            call.callId(),
                            call.status().word(),
                            call.plan().callerNumber(),
                            "The call is being placed."))
                    .build();
        });
    }

    @GET
    @RolesAllowed({"operator", "viewer"})
    @Operation(
            summary = "List calls",
            description = "Newest first: of this node, all live ones and the last thousand that ended.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.ListPage.class)))
    public Views.ListPage list(
            @Parameter(description = "from 1") @DefaultValue("1") @QueryParam("page") String page,
            @Parameter(description = "1 to 100") @DefaultValue("10") @QueryParam("limit") String limit,
            @Parameter(description = "initiating, ringing, connected, on_hold, disconnected or failed")
                    @QueryParam("status_filter")
                    Optional<String> status) {
        int wanted = number("page", page, Integer.MAX_VALUE);
        int most = number("limit", limit, LARGEST_PAGE);
        var filter = status.map(word -> CallStatus.ofWord(word)
                .orElseThrow(() -> notValid("status_filter: must be one of the statuses of a call")));
        return Views.ListPage.of(book.list(filter, wanted, most), wanted, most, Instant.now());
    }

    @GET
    @Path("{id}")
    @RolesAllowed({"operator", "viewer"})
    @Operation(
            summary = "Show a call",
            description = "With its transcript, as heard; by our id or ACS's connection id.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Details.class)))
    @APIResponse(responseCode = "404", description = "No such call")
    public Views.Details details(@PathParam("id") String id) {
        return Views.Details.of(shared.details(id).orElseThrow(CallProblems::noSuchCall), Instant.now());
    }

    @POST
    @Path("{id}/hangup")
    @RolesAllowed("operator")
    @Operation(summary = "Hang up", description = "Ends the call for everyone. Harmless when it is over.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Views.Asked.class)))
    @APIResponse(responseCode = "404", description = "No such call")
    public Views.Asked hangUp(@PathParam("id") String id) {
        var call = calls.hangUp(id).orElseThrow(CallProblems::noSuchCall);
        return new Views.Asked(call.callId(), "hanging_up", "The call is being ended.");
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("operator")
    @Operation(summary = "Delete a call", description = "Ends it if it lives, then forgets it.")
    @APIResponse(responseCode = "204", description = "Gone")
    @APIResponse(responseCode = "404", description = "No such call")
    public Response delete(@PathParam("id") String id) {
        if (!calls.delete(id)) {
            throw CallProblems.noSuchCall();
        }
        return Response.noContent().build();
    }

    private CompletionStage<CallDetails> place(InitiateRequest request, Optional<String> traceParent) {
        try {
            return outbound.initiate(request.target(), request.context(), TraceParent.ofNow(traceParent));
        } catch (RuntimeException refused) {
            throw CallProblems.ofPlacing(refused);
        }
    }

    private static int number(String name, String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw notValid(name + ": must be a number from 1 to " + most);
    }

    private static RequestRefused notValid(String error) {
        return new RequestRefused(new Problem(422, "Not valid", "See errors.", List.of(error)));
    }
}
