package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.acs.Exchange;
import dev.parley.emulator.acs.PhoneCall;
import dev.parley.emulator.acs.PhoneCalls;
import dev.parley.emulator.acs.caller.CallAudio;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.util.regex.Pattern;

/** Places calls, drives them by hand and reads them back. */
@Path("emulator/calls")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CallsResource {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]{1,253}:[0-9]{1,5}");

    private final Exchange exchange;
    private final PhoneCalls calls;
    private final CallOrders orders;

    @Inject
    public CallsResource(Exchange exchange, PhoneCalls calls, CallOrders orders) {
        this.exchange = exchange;
        this.calls = calls;
        this.orders = orders;
    }

    CallsResource() {
        this(null, null, null);
    }

    /** Places a call to the server: 201 with its id. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response place(String body) {
        PhoneCall call = exchange.place(orders.read(JsonBody.parse(body)))
                .orElseThrow(() -> Problem.of(429, "Too many calls are live"));
        return Response.created(URI.create("/emulator/calls/" + call.id()))
                .entity(JSON.createObjectBuilder().add("id", call.id()).build())
                .build();
    }

    /** All calls, in the order they were placed. */
    @GET
    public JsonArray list() {
        var all = JSON.createArrayBuilder();
        calls.all().forEach(call -> all.add(CallView.of(call)));
        return all.build();
    }

    @GET
    @Path("{id}")
    public JsonObject get(@PathParam("id") String id) {
        return CallView.of(call(id));
    }

    /** Says {@code text}, at once. */
    @POST
    @Path("{id}/say")
    @Consumes(MediaType.APPLICATION_JSON)
    public void say(@PathParam("id") String id, String body) {
        JsonBody request = JsonBody.parse(body).only("text", "pauses");
        String text = CallOrders.spoken(request, "text");
        if (!talk(id).say(text, request.flag("pauses").orElse(true))) {
            throw Problem.of(429, "Too much waits to be said");
        }
    }

    /** Presses the keys of {@code tones}. */
    @POST
    @Path("{id}/dtmf")
    @Consumes(MediaType.APPLICATION_JSON)
    public void dtmf(@PathParam("id") String id, String body) {
        JsonBody request = JsonBody.parse(body).only("tones");
        if (!talk(id).press(CallOrders.tones(request, "tones"))) {
            throw Problem.of(429, "Too many keys wait to be pressed");
        }
    }

    /** The media socket drops and comes back to {@code host}, another node of the server, such as {@code localhost:9081}. */
    @POST
    @Path("{id}/mediaHost")
    @Consumes(MediaType.APPLICATION_JSON)
    public void moveMedia(@PathParam("id") String id, String body) {
        String host = JsonBody.parse(body).only("host").text("host").orElse("");
        if (!HOST.matcher(host).matches()) {
            throw Problem.badRequest("host must be name:port");
        }
        call(id).media()
                .orElseThrow(() -> Problem.of(409, "The call has no media stream"))
                .moveTo(host);
    }

    /** The person puts the phone down. */
    @POST
    @Path("{id}/hangUp")
    public void hangUp(@PathParam("id") String id) {
        if (!exchange.end(call(id), PhoneCall.EndedBy.CALLER)) {
            throw Problem.of(409, "The call has ended");
        }
    }

    /** Puts the phone down if need be, and forgets the call. */
    @DELETE
    @Path("{id}")
    public void forget(@PathParam("id") String id) {
        exchange.forget(call(id));
    }

    /** Both sides: the caller left, the agent as heard right. */
    @GET
    @Path("{id}/audio.wav")
    @Produces("audio/wav")
    public Response audio(@PathParam("id") String id) {
        PhoneCall call = call(id);
        CallAudio audio = call.audio().orElseThrow(() -> Problem.of(404, "The call was not connected"));
        if (call.recordingDropped()) {
            throw Problem.of(410, "The audio of this call made room for later ones");
        }
        StreamingOutput wav = audio.recording()::writeWav;
        return Response.ok(wav).header("Cache-Control", "no-store").build();
    }

    private PhoneCall call(String id) {
        return calls.byId(id).orElseThrow(() -> Problem.of(404, "There is no such call"));
    }

    private CallAudio talk(String id) {
        PhoneCall call = call(id);
        if (call.state() == PhoneCall.State.ENDED) {
            throw Problem.of(409, "The call has ended");
        }
        return call.audio().orElseThrow(() -> Problem.of(409, "The call is not connected yet"));
    }
}
