package dev.parley.call.http;

import static dev.parley.web.Json.JSON;

import dev.parley.call.IncomingCalls;
import dev.parley.call.IncomingCalls.Outcome;
import dev.parley.call.IncomingCalls.Ringing;
import dev.parley.telemetry.TraceParent;
import dev.parley.web.BoundedBody;
import dev.parley.web.Problem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Where Event Grid delivers incoming calls and asks whether it may (acs-call-automation §8). Authenticated by the key in the
 * subscription's URL. One bad event of a batch does not spoil the others.
 */
@Path("v1/calls/answer")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Azure")
public class EventGridResource {
    private static final Logger LOG = Logger.getLogger(EventGridResource.class.getName());
    private static final int LARGEST_DELIVERY = 1024 * 1024; // Event Grid's own limit of a batch

    private final IncomingCalls calls;

    EventGridResource() {
        this(null);
    }

    @Inject
    public EventGridResource(IncomingCalls calls) {
        this.calls = calls;
    }

    @POST
    @Operation(summary = "Delivery of Event Grid", description = "Subscription handshake and incoming calls.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            examples =
                                    @ExampleObject(
                                            name = "handshake",
                                            value =
                                                    "[{\"id\":\"1\",\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"data\":{\"validationCode\":\"512d38b6\"}}]")))
    @APIResponse(responseCode = "200", description = "Handled")
    @APIResponse(responseCode = "503", description = "Deliver it again")
    public CompletionStage<Response> deliver(
            @HeaderParam("traceparent") Optional<String> traceParent, InputStream body) {
        var json = BoundedBody.json(BoundedBody.read(body, LARGEST_DELIVERY));
        List<? extends JsonValue> events = json instanceof JsonArray batch ? batch : List.of(json);
        var code = events.stream()
                .flatMap(event -> EventGridEvent.validationCode(event).stream())
                .findFirst();
        if (code.isPresent()) {
            var answer = JSON.createObjectBuilder().add("validationResponse", code.get());
            return CompletableFuture.completedFuture(Response.ok(answer.build()).build());
        }
        return answerAll(events, TraceParent.ofNow(traceParent));
    }

    private CompletionStage<Response> answerAll(List<? extends JsonValue> events, Optional<String> traceParent) {
        var outcomes = new ArrayList<CompletableFuture<Handled>>();
        int bad = 0;
        for (var event : events) {
            if (EventGridEvent.isIncomingCall(event)) {
                var ringing = EventGridEvent.ringing(event, traceParent);
                ringing.ifPresent(call -> outcomes.add(calls.answer(call)
                        .thenApply(outcome -> new Handled(call, outcome))
                        .toCompletableFuture()));
                bad += ringing.isPresent() ? 0 : 1;
            }
        }
        if (bad > 0) {
            LOG.log(Level.WARNING, "{0} events of a delivery are no incoming calls, though they say so", bad);
        }
        int failed = bad;
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(nothing ->
                        answer(outcomes.stream().map(CompletableFuture::join).toList(), failed));
    }

    private record Handled(Ringing call, Outcome outcome) {}

    private static Response answer(List<Handled> handled, int bad) {
        boolean deliverAgain =
                handled.stream().anyMatch(one -> one.outcome() instanceof Outcome.Failed failed && failed.retryable());
        if (deliverAgain) {
            return Problem.of(503, "Not answered", "A call could not be answered; deliver again.")
                    .toResponse();
        }
        if (handled.isEmpty()) {
            var none = JSON.createObjectBuilder().add("status", "no events processed");
            if (bad > 0) {
                none.add("failed_events", bad);
            }
            return Response.ok(none.build()).build();
        }
        var answer = JSON.createObjectBuilder(view(handled.getFirst()));
        if (handled.size() + bad > 1) {
            var all = JSON.createArrayBuilder();
            handled.forEach(one -> all.add(view(one)));
            answer.add("events", all).add("failed_events", bad);
        }
        return Response.ok(answer.build()).build();
    }

    private static JsonObject view(Handled handled) {
        JsonObjectBuilder view = JSON.createObjectBuilder();
        switch (handled.outcome()) {
            case Outcome.Answered answered ->
                view.add("status", "call answered")
                        .add("call_connection_id", answered.connectionId())
                        .add("call_id", answered.callId())
                        .add("caller_id", handled.call().caller())
                        .add("answered_at", Instant.now().toString());
            case Outcome.Rejected rejected ->
                view.add("status", "call rejected").add("reason", rejected.reason());
            case Outcome.Repeated repeated -> view.add("status", "delivered before");
            case Outcome.Failed failed -> view.add("status", "failed").add("error", failed.reason());
        }
        return view.build();
    }
}
