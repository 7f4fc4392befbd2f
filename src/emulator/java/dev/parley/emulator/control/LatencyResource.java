package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.latency.Distribution;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.latency.Stage;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** How long the emulated services take. */
@Path("emulator/latency")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LatencyResource {
    private final Latencies latencies;

    LatencyResource() {
        this(null);
    }

    @Inject
    public LatencyResource(Latencies latencies) {
        this.latencies = latencies;
    }

    /** The stages that are set, and what was drawn of each since. */
    @GET
    public JsonObject settings() {
        var stages = JSON.createObjectBuilder();
        latencies.stages().forEach((stage, set) -> {
            var figures = latencies.figures(stage);
            stages.add(
                    stage.wire(),
                    JSON.createObjectBuilder()
                            .add("p50", set.p50Ms())
                            .add("p95", set.p95Ms())
                            .add(
                                    "drawn",
                                    JSON.createObjectBuilder()
                                            .add("count", figures.count())
                                            .add("p50", figures.p50Ms())
                                            .add("p95", figures.p95Ms())
                                            .add("mean", figures.meanMs())));
        });
        return JSON.createObjectBuilder()
                .add("preset", latencies.preset())
                .add("seed", latencies.seed())
                .add("stages", stages)
                .build();
    }

    /** A preset, then the stages given, each {@code {"p50":…,"p95":…}} or a number of milliseconds. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject change(String text) {
        var body = JsonBody.parse(text).only("preset", "stages", "seed");
        var stages = body.object("stages").orElse(JsonValue.EMPTY_JSON_OBJECT);
        stages.forEach(LatencyResource::stage); // all of it is right, or nothing changes
        var seed = body.whole("seed", 0, Integer.MAX_VALUE);
        switch (body.text("preset").orElse("")) {
            case "azure" -> latencies.azure();
            case "none" -> latencies.none();
            case "" -> {
                // the stages alone
            }
            default -> throw Problem.badRequest("\"preset\" must be azure or none");
        }
        stages.forEach((name, value) -> latencies.set(Stage.named(name).orElseThrow(), stage(name, value)));
        seed.ifPresent(latencies::seed);
        return settings();
    }

    /** No waits. */
    @DELETE
    public void none() {
        latencies.none();
    }

    private static Distribution stage(String name, JsonValue value) {
        if (Stage.named(name).isEmpty()) {
            throw Problem.badRequest("Unknown stage \"" + name + "\"");
        }
        try {
            if (value instanceof JsonNumber ms) {
                return Distribution.fixed(ms.doubleValue());
            }
            var body = JsonBody.of(value, "\"" + name + "\"").only("p50", "p95", "drawn");
            double p50 = body.number("p50", -Double.MIN_VALUE, Distribution.LONGEST_MS)
                    .orElseThrow(() -> Problem.badRequest("\"" + name + "\" needs \"p50\""));
            return new Distribution(
                    p50,
                    body.number("p95", -Double.MIN_VALUE, Distribution.LONGEST_MS)
                            .orElse(p50));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("\"" + name + "\": " + e.getMessage());
        }
    }
}
