package dev.parley.emulator.acs.rest;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.acs.Exchange;
import dev.parley.emulator.acs.Leg;
import dev.parley.emulator.acs.PhoneCall;
import dev.parley.emulator.acs.PhoneCall.EndedBy;
import dev.parley.emulator.acs.PhoneCalls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Set;

/** Call automation, as far as it is emulated (protocols/acs-call-automation.md §2). */
@Path("calling")
@Signed
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CallConnectionsResource {
    private static final String ONE = "callConnections/{id: [^/:]+}";
    private static final Set<String> REASONS = Set.of("none", "busy", "forbidden");

    private final PhoneCalls calls;
    private final Exchange exchange;
    private final Repeatability repeatability;

    @Context
    HttpHeaders headers;

    @QueryParam("api-version")
    String apiVersion;

    @Inject
    public CallConnectionsResource(PhoneCalls calls, Exchange exchange, Repeatability repeatability) {
        this.calls = calls;
        this.exchange = exchange;
        this.repeatability = repeatability;
    }

    CallConnectionsResource() {
        this(null, null, null);
    }

    /** Calls somebody: 201. */
    @POST
    @Path("callConnections")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(String body) {
        return repeatability.once(headers, "create", () -> {
            CallRequest request = CallRequest.parse(body);
            PhoneCall call = exchange.create(request.source(), request.target(), leg(request))
                    .orElseThrow(() -> Refusal.of(429, "TooManyRequests", "Too many calls are live."));
            return Response.status(Response.Status.CREATED)
                    .entity(CallProperties.of(call).toString())
                    .build();
        });
    }

    /** Takes a call that rings: 200. */
    @POST
    @Path("callConnections:answer")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response answer(String body) {
        return repeatability.once(headers, "answer", () -> {
            CallRequest request = CallRequest.parse(body);
            PhoneCall call = announced(request);
            if (!exchange.answer(call, leg(request))) {
                throw Refusal.noSuchCall();
            }
            return Response.ok(CallProperties.of(call).toString()).build();
        });
    }

    /** Does not take a call that rings: 204. */
    @POST
    @Path("callConnections:reject")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response reject(String body) {
        return repeatability.once(headers, "reject", () -> {
            CallRequest request = CallRequest.parse(body);
            if (!REASONS.contains(request.text("callRejectReason").orElse("none"))) {
                throw Refusal.badRequest("The callRejectReason field has a value that is not known.");
            }
            if (!exchange.reject(announced(request))) {
                throw Refusal.noSuchCall();
            }
            return Response.noContent().build();
        });
    }

    @GET
    @Path(ONE)
    public Response get(@PathParam("id") String id) {
        return Response.ok(CallProperties.of(live(id)).toString()).build();
    }

    /** Leaves the call, which ends a call of two: 204. */
    @DELETE
    @Path(ONE)
    public Response hangUp(@PathParam("id") String id) {
        exchange.end(live(id), EndedBy.AGENT);
        return Response.noContent().build();
    }

    /** Ends the call for everyone: 204. */
    @POST
    @Path(ONE + ":terminate")
    public Response terminate(@PathParam("id") String id) {
        return repeatability.once(headers, "terminate " + id, () -> hangUp(id));
    }

    /** Hands the person to somebody else: 202, and a callback tells how it went. */
    @POST
    @Path(ONE + ":transferToParticipant")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response transfer(@PathParam("id") String id, String body) {
        return repeatability.once(headers, "transfer " + id, () -> {
            CallRequest request = CallRequest.parse(body);
            PhoneCall call = connected(id);
            String to = request.transferTarget(call.order().person());
            var context = request.text("operationContext");
            if (!exchange.transfer(call, to, context)) {
                throw Refusal.badRequest("Another transfer of the call is under way.");
            }
            var answer = JSON.createObjectBuilder();
            context.ifPresent(text -> answer.add("operationContext", text));
            return Response.accepted(answer.build().toString()).build();
        });
    }

    @POST
    @Path(ONE + ":startMediaStreaming")
    public Response startMediaStreaming(@PathParam("id") String id) {
        return streaming(exchange.startStreaming(connected(id)));
    }

    @POST
    @Path(ONE + ":stopMediaStreaming")
    public Response stopMediaStreaming(@PathParam("id") String id) {
        return streaming(exchange.stopStreaming(connected(id)));
    }

    private static Response streaming(boolean agreed) {
        if (!agreed) {
            throw Refusal.badRequest("The call has no mediaStreamingOptions.");
        }
        return Response.accepted().build();
    }

    private Leg leg(CallRequest request) {
        return request.leg(ApiVersion.of(apiVersion).orElseThrow());
    }

    private PhoneCall announced(CallRequest request) {
        return calls.byContext(request.required("incomingCallContext")).orElseThrow(Refusal::noSuchCall);
    }

    private PhoneCall live(String id) {
        return calls.byConnection(id).orElseThrow(Refusal::noSuchCall);
    }

    private PhoneCall connected(String id) {
        PhoneCall call = live(id);
        if (call.state() != PhoneCall.State.CONNECTED) {
            throw Refusal.of(400, "8501", "Action is not valid when the call is not in Established state.");
        }
        return call;
    }
}
