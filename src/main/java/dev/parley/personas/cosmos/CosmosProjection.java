package dev.parley.personas.cosmos;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.personas.Configuration;
import dev.parley.personas.Projection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;

/**
 * The container of the earlier systems, partition {@code /id}: documents {@code id, name, default, content, tools}. Thread-safe.
 */
@ApplicationScoped
public class CosmosProjection implements Projection {
    private static final String ALL = "SELECT * FROM c"; // the emulator knows this form
    private static final List<String> KEYS = List.of("id", "name", "default", "content", "tools");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cosmos cosmos;

    CosmosProjection() {
        this(null);
    }

    @Inject
    public CosmosProjection(Cosmos cosmos) {
        this.cosmos = cosmos;
    }

    @Override
    public Difference compare(Collection<Configuration> wanted) {
        var present = new HashMap<String, ObjectNode>();
        cosmos.ask(at -> at.projection().queryItems(ALL, new CosmosQueryRequestOptions(), ObjectNode.class).stream()
                        .toList())
                .forEach(document -> present.put(document.path("id").asText(), document.retain(KEYS)));
        var wrong = new HashSet<String>();
        for (var configuration : wanted) {
            var id = configuration.id().value();
            if (!document(configuration).equals(present.remove(id))) {
                wrong.add(id);
            }
        }
        return new Difference(wrong, present.keySet());
    }

    @Override
    public void put(Configuration configuration) {
        var key = new PartitionKey(configuration.id().value());
        cosmos.ask(at -> at.projection().upsertItem(document(configuration), key, new CosmosItemRequestOptions()));
    }

    @Override
    public void remove(String id) {
        cosmos.ask(at -> {
            try {
                return at.projection()
                        .deleteItem(id, new PartitionKey(id), new CosmosItemRequestOptions())
                        .getStatusCode();
            } catch (CosmosException e) {
                if (e.getStatusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return e.getStatusCode();
                }
                throw e;
            }
        });
    }

    private static ObjectNode document(Configuration configuration) {
        var document = JsonNodeFactory.instance
                .objectNode()
                .put("id", configuration.id().value())
                .put("name", configuration.name())
                .put("default", configuration.byDefault())
                .put("content", configuration.content());
        try {
            document.set("tools", JSON.readTree(configuration.tools()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the tools of a persona are JSON", e);
        }
        return document;
    }
}
