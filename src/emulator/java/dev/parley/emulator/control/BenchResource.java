package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.bench.Stopwatches.Stage;
import dev.parley.emulator.bench.Times;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Bench mode: {@code PUT {"on":true}} makes all speech canned from the next call on and starts the stopwatches anew;
 * {@code GET} says whether it is on and how long the server took for each stage, in microseconds.
 */
@Path("emulator/bench")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BenchResource {
    private final BenchMode bench;

    @Inject
    public BenchResource(BenchMode bench) {
        this.bench = bench;
    }

    BenchResource() {
        this(null);
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject set(String body) {
        JsonBody asked = JsonBody.parse(body).only("on");
        bench.turn(asked.flag("on").orElseThrow(() -> Problem.badRequest("\"on\" is missing")));
        bench.stopwatches().reset();
        return view();
    }

    @GET
    public JsonObject view() {
        JsonObjectBuilder stages = JSON.createObjectBuilder();
        for (Stage stage : Stage.values()) {
            stages.add(stage.wire(), times(bench.stopwatches().times(stage)));
        }
        return JSON.createObjectBuilder()
                .add("on", bench.canned().isPresent())
                .add("stages", stages)
                .build();
    }

    private static JsonObject times(Times times) {
        long[] sorted = times.sorted();
        return JSON.createObjectBuilder()
                .add("count", sorted.length)
                .add("p50Us", Times.quantile(sorted, 0.50) / 1000)
                .add("p95Us", Times.quantile(sorted, 0.95) / 1000)
                .add("p99Us", Times.quantile(sorted, 0.99) / 1000)
                .add("maxUs", Times.quantile(sorted, 1) / 1000)
                .build();
    }
}
