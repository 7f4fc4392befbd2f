package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** Reads back what the emulated services saw. */
@Path("emulator/requests")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RequestsResource {
    private final RequestLog log;

    @Inject
    public RequestsResource(RequestLog log) {
        this.log = log;
    }

    RequestsResource() {
        this(null);
    }

    /**
     * The requests, newest last.
     *
     * @param service shows those of one service alone
     * @param after shows those with a greater {@code number} alone, for a reader that polls
     */
    @GET
    public JsonArray list(@QueryParam("service") String service, @QueryParam("after") @DefaultValue("0") long after) {
        Optional<AzureService> only = Optional.ofNullable(service).map(name -> AzureService.named(name)
                .orElseThrow(() -> Problem.badRequest("\"service\" must be speech, openai, acs, cosmos or realtime")));
        var all = JSON.createArrayBuilder();
        for (RequestEntry entry : log.entries()) {
            if (entry.number() > after && only.map(entry.service()::equals).orElse(true)) {
                all.add(view(entry));
            }
        }
        return all.build();
    }

    /** Forgets all requests. */
    @DELETE
    public void clear() {
        log.clear();
    }

    private static JsonObject view(RequestEntry entry) {
        JsonObjectBuilder view = JSON.createObjectBuilder()
                .add("number", entry.number())
                .add("time", entry.time().toString())
                .add("service", entry.service().wire())
                .add("what", entry.what());
        entry.status().ifPresentOrElse(status -> view.add("status", status), () -> view.addNull("status"));
        entry.durationMs().ifPresent(ms -> view.add("durationMs", ms));
        JsonObjectBuilder notes = JSON.createObjectBuilder();
        entry.notes().forEach((key, value) -> notes.add(key, json(value)));
        return view.add("notes", notes).build();
    }

    private static JsonValue json(Object value) {
        return switch (value) {
            case null -> JsonValue.NULL;
            case JsonValue already -> already;
            case Boolean flag -> flag ? JsonValue.TRUE : JsonValue.FALSE;
            case Integer number -> JSON.createValue(number);
            case Long number -> JSON.createValue(number);
            default -> JSON.createValue(value.toString());
        };
    }
}
