package dev.parley.emulator.control;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.cosmos.CosmosAccount;
import dev.parley.emulator.cosmos.store.Container;
import dev.parley.emulator.cosmos.store.CosmosStore;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What the emulated Cosmos DB holds, to look at. */
@Path("emulator/cosmos")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CosmosResource {
    private final CosmosAccount account;

    @Inject
    public CosmosResource(CosmosAccount account) {
        this.account = account;
    }

    CosmosResource() {
        this(null);
    }

    /** Every container with its database and how many documents it has. */
    @GET
    public JsonArray containers() {
        CosmosStore store = account.store();
        var all = JSON.createArrayBuilder();
        for (JsonObject database : store.databases()) {
            String name = database.getString("id");
            for (Container each : store.containers(name).orElse(List.of())) {
                all.add(JSON.createObjectBuilder()
                        .add("database", name)
                        .add("container", each.definition().id())
                        .add("documents", each.size()));
            }
        }
        return all.build();
    }
}
