package dev.parley.emulator.cosmos;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A container of a database of its own, reached by the real client: of the emulator, or with {@code COSMOSDB_CONNECTION} in the
 * environment of that account, from which the database is removed afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InCosmos {
    static final ObjectMapper JSON = new ObjectMapper();
    static final PartitionKey ONE = new PartitionKey("one");

    CosmosTarget target;
    CosmosClient client;
    CosmosDatabase database;
    CosmosContainer container;

    @BeforeAll
    void open() throws Exception {
        target = CosmosTarget.chosen();
        client = target.client();
        String name = "parley-contract-" + UUID.randomUUID();
        client.createDatabaseIfNotExists(name);
        database = client.getDatabase(name);
    }

    @AfterAll
    void close() {
        database.delete();
        client.close();
        target.close();
    }

    @BeforeEach
    void emptyContainer() {
        container = newContainer("c-" + UUID.randomUUID(), "/home");
    }

    CosmosContainer newContainer(String name, String partition) {
        CosmosContainerProperties wanted = new CosmosContainerProperties(name, partition);
        wanted.setDefaultTimeToLiveInSeconds(-1);
        database.createContainerIfNotExists(wanted);
        return database.getContainer(name);
    }

    static ObjectNode item(String id, String home, int n) {
        return JSON.createObjectNode().put("id", id).put("home", home).put("n", n);
    }

    JsonNode read(String id, String home) {
        return container.readItem(id, new PartitionKey(home), ObjectNode.class).getItem();
    }

    static List<String> ids(Iterable<ObjectNode> documents) {
        List<String> ids = new ArrayList<>();
        documents.forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    /** The status with which a request was refused; 0 if it was not. */
    static int status(Runnable request) {
        try {
            request.run();
            return 0;
        } catch (CosmosException refused) {
            return refused.getStatusCode();
        }
    }

    static CosmosQueryRequestOptions in(PartitionKey partition) {
        return new CosmosQueryRequestOptions().setPartitionKey(partition);
    }
}
