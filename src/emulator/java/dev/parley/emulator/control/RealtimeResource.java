package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.doors.LiveSessions;
import dev.parley.emulator.realtime.doors.RealtimeSettings;
import dev.parley.emulator.realtime.doors.RealtimeSettings.Limits;
import dev.parley.emulator.realtime.webrtc.Booths;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How long realtime sessions live and how fast their audio leaves; which are open. */
@Path("emulator/realtime")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RealtimeResource {
    private final RealtimeSettings settings;
    private final LiveSessions sessions;
    private final Booths booths;

    @Inject
    public RealtimeResource(RealtimeSettings settings, LiveSessions sessions, Booths booths) {
        this.settings = settings;
        this.sessions = sessions;
        this.booths = booths;
    }

    RealtimeResource() {
        this(null, null, null);
    }

    @GET
    public JsonObject view() {
        var open = JSON.createArrayBuilder();
        sessions.now()
                .forEach(live -> open.add(JSON.createObjectBuilder()
                        .add("id", live.session().id())
                        .add("deployment", live.deployment())
                        .add("api", live.api())
                        .add("since", live.since().toString())
                        .add("errors", live.session().errors())));
        return JSON.createObjectBuilder()
                .add("sessionSeconds", settings.now().sessionSeconds())
                .add("speed", settings.now().speed())
                .add("peers", peers())
                .add("sessions", open)
                .build();
    }

    /** Talks over WebRTC; {@code missing} says why no media flows, where it does not. */
    private JsonObject peers() {
        var peers = JSON.createObjectBuilder().add("open", booths.taken()).add("most", booths.most());
        booths.missing().ifPresent(why -> peers.add("missing", why));
        return peers.build();
    }

    /** {@code sessionSeconds} counts for sessions that begin afterwards, {@code speed} for responses; what is not named stays. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject change(String body) {
        JsonBody asked = JsonBody.parse(body).only("sessionSeconds", "speed");
        settings.set(new Limits(
                asked.whole("sessionSeconds", 1, RealtimeSettings.LONGEST_SESSION_SECONDS)
                        .orElse(settings.now().sessionSeconds()),
                asked.number("speed", -Double.MIN_VALUE, RealtimeSettings.HIGHEST_SPEED)
                        .orElse(settings.now().speed())));
        return view();
    }

    /** Breaks the connection of an open session, as a network does. */
    @DELETE
    @Path("sessions/{id}")
    public void breakOff(@PathParam("id") String id) {
        open(id).breaking().run();
    }

    /** Ends an open session as if its time were over. */
    @POST
    @Path("sessions/{id}/expire")
    public void expire(@PathParam("id") String id) {
        open(id).session().expireNow();
    }

    private LiveSessions.Live open(String id) {
        return sessions.named(id).orElseThrow(() -> Problem.of(404, "There is no such session"));
    }

    /** As the emulator was started. */
    @DELETE
    public void reset() {
        settings.reset();
    }
}
