package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.thinking.Question.ToolUse;
import dev.parley.emulator.thinking.Relay;
import dev.parley.emulator.thinking.ScriptedTurns;
import dev.parley.emulator.thinking.ThinkingPace;
import dev.parley.emulator.thinking.Thought;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How fast the emulated model thinks, and what a test makes it say. */
@Path("emulator/thinking")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ThinkingResource {
    private final ThinkingPace pace;
    private final ScriptedTurns scripts;
    private final Relay relay;

    @Inject
    public ThinkingResource(ThinkingPace pace, ScriptedTurns scripts, Relay relay) {
        this.relay = relay;
        this.pace = pace;
        this.scripts = scripts;
    }

    ThinkingResource() {
        this(null, null, null);
    }

    @GET
    public JsonObject settings() {
        ThinkingPace.Pace now = pace.now();
        return JSON.createObjectBuilder()
                .add("tokensPerSecond", now.tokensPerSecond())
                .add("firstTokenMs", now.firstTokenMs())
                .add("filter", now.filter() == ThinkingPace.Filter.SYNC ? "sync" : "async")
                .add("scriptedTurnsLeft", scripts.left())
                .add("relay", relay.now().map(ThinkingResource::shown).orElse(JsonValue.NULL))
                .build();
    }

    private static JsonValue shown(Relay.Target target) {
        var shown = JSON.createObjectBuilder().add("baseUrl", target.baseUrl().toString());
        target.model().ifPresent(model -> shown.add("model", model));
        target.apiKeyEnv().ifPresent(name -> shown.add("apiKeyEnv", name));
        return shown.build();
    }

    /**
     * Changes the members given; the rest stays. 0 tokens a second: as fast as the socket takes them. A {@code relay} thinks
     * instead of the demo model, at its own pace; null ends that.
     */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject change(String text) {
        JsonBody body =
                JsonBody.parse(text).only("tokensPerSecond", "firstTokenMs", "filter", "scriptedTurnsLeft", "relay");
        ThinkingPace.Pace now = pace.now();
        ThinkingPace.Filter filter = body.text("filter")
                .map(name -> switch (name) {
                    case "sync" -> ThinkingPace.Filter.SYNC;
                    case "async" -> ThinkingPace.Filter.ASYNC;
                    default -> throw Problem.badRequest("\"filter\" must be sync or async");
                })
                .orElse(now.filter());
        var relayed = body.object("relay").map(ThinkingResource::target);
        pace.set(new ThinkingPace.Pace(
                body.number("tokensPerSecond", -Double.MIN_VALUE, 10_000).orElse(now.tokensPerSecond()),
                body.whole("firstTokenMs", 0, 60_000).orElse(now.firstTokenMs()),
                filter));
        if (body.names("relay")) {
            relay.set(relayed);
        }
        return settings();
    }

    private static Relay.Target target(JsonObject json) {
        JsonBody body = JsonBody.of(json, "\"relay\"").only("baseUrl", "model", "apiKeyEnv");
        try {
            return new Relay.Target(
                    URI.create(body.requiredText("baseUrl")), body.text("model"), body.text("apiKeyEnv"));
        } catch (IllegalArgumentException wrong) {
            throw Problem.badRequest(wrong.getMessage());
        }
    }

    /** Puts down answers for a test: 201 with how many. */
    @POST
    @Path("script")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response script(String text) {
        JsonBody body = JsonBody.parse(text).only("turns", "forCall");
        JsonArray turns = body.array("turns").orElseThrow(() -> Problem.badRequest("\"turns\" is missing"));
        List<ScriptedTurns.Turn> read = new ArrayList<>();
        for (int i = 0; i < turns.size(); i++) {
            read.add(turn(JsonBody.of(turns.get(i), "turns[" + i + "]")));
        }
        if (!scripts.add(body.text("forCall"), read)) {
            throw Problem.of(409, "There are too many scripts; delete them first");
        }
        JsonObject answer = JSON.createObjectBuilder().add("turns", read.size()).build();
        return Response.status(Response.Status.CREATED).entity(answer).build();
    }

    /** Forgets all scripts; the demo model answers again. */
    @DELETE
    @Path("script")
    public void forget() {
        scripts.clear();
    }

    /** An object, or whatever text a model may write instead. */
    private static String arguments(JsonBody use) {
        return use.text("argumentsText").orElseGet(() -> use.object("arguments")
                .orElse(JsonValue.EMPTY_JSON_OBJECT)
                .toString());
    }

    private static ScriptedTurns.Turn turn(JsonBody body) {
        body.only("when", "say", "toolCalls", "finish", "fault");
        List<ToolUse> uses = new ArrayList<>();
        for (JsonValue call : body.array("toolCalls").orElse(JsonValue.EMPTY_JSON_ARRAY)) {
            JsonBody use = JsonBody.of(call, "A tool call").only("name", "arguments", "argumentsText");
            uses.add(new ToolUse("", use.requiredText("name"), arguments(use)));
        }
        String usual = uses.isEmpty() ? "stop" : "tool_calls";
        String finish = body.text("finish").orElse(usual);
        Thought.Ending ending = Stream.of(Thought.Ending.values())
                .filter(each -> each.wire().equals(finish))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("\"finish\" must be stop, length, content_filter or tool_calls"));
        Optional<Fault> fault = body.object("fault").map(ThinkingResource::fault);
        return new ScriptedTurns.Turn(
                body.text("when"), new Thought(body.text("say").orElse(""), uses, ending, fault));
    }

    private static Fault fault(JsonObject json) {
        JsonBody body = JsonBody.of(json, "\"fault\"").only("kind", "afterMs", "status");
        FaultKind kind = FaultKind.named(body.requiredText("kind"))
                .orElseThrow(() -> Problem.badRequest("\"kind\" of the fault is unknown"));
        return new Fault(
                AzureService.OPENAI,
                kind,
                Optional.empty(),
                body.whole("afterMs", 0, 600_000).orElse(0),
                (int) body.whole("status", 400, 599).orElse(kind.usualStatus()),
                1,
                1);
    }
}
