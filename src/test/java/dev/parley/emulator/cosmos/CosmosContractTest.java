package dev.parley.emulator.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosBulkOperations;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.PartitionKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What Parley needs of Cosmos DB when it writes, asked by the real client of the emulator or of an account. {@link CosmosEmulatorIT}
 * asks once more, the emulator in its server.
 */
class CosmosContractTest extends InCosmos {
    @Test
    void databasesAndContainersAreMadeOnce() {
        assertThat(client.createDatabaseIfNotExists(database.getId()).getStatusCode())
                .isEqualTo(200);
        assertThat(database.createContainerIfNotExists(container.getId(), "/home")
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(status(() -> database.createContainer(container.getId(), "/home")))
                .isEqualTo(409);
        assertThat(container.read().getProperties().getPartitionKeyDefinition().getPaths())
                .containsExactly("/home");
        assertThat(status(() -> database.getContainer("nowhere").read())).isEqualTo(404);
    }

    @Test
    void documentsAreUniqueWithinTheirPartition() {
        assertThat(container.createItem(item("a", "one", 1)).getStatusCode()).isEqualTo(201);

        assertThat(status(() -> container.createItem(item("a", "one", 2)))).isEqualTo(409);
        assertThat(container.createItem(item("a", "two", 3)).getStatusCode()).isEqualTo(201);
        assertThat(read("a", "one").get("n").asInt()).isEqualTo(1);
        assertThat(read("a", "two").get("n").asInt()).isEqualTo(3);
        assertThat(status(() -> read("a", "three"))).isEqualTo(404);
    }

    @Test
    void everyWriteHasAnEtagThatALaterWriteMayAskFor() {
        String first = container.createItem(item("a", "one", 1)).getETag();
        String second = container
                .replaceItem(item("a", "one", 2), "a", ONE, ifMatch(first))
                .getETag();

        assertThat(second).isNotEqualTo(first);
        assertThat(status(() -> container.replaceItem(item("a", "one", 3), "a", ONE, ifMatch(first))))
                .isEqualTo(412);
        assertThat(status(() -> container.upsertItem(item("a", "one", 3), ONE, ifMatch(first))))
                .isEqualTo(412);
        assertThat(status(() -> container.deleteItem("a", ONE, ifMatch(first)))).isEqualTo(412);
        assertThat(read("a", "one").get("n").asInt()).isEqualTo(2);
        assertThat(read("a", "one").get("_etag").asText()).isEqualTo(second);
        assertThat(container.deleteItem("a", ONE, ifMatch(second)).getStatusCode())
                .isEqualTo(204);
        assertThat(status(() -> container.deleteItem("a", ONE, new CosmosItemRequestOptions())))
                .isEqualTo(404);
    }

    @Test
    void anUpsertCreatesAndReplaces() {
        assertThat(container.upsertItem(item("a", "one", 1)).getStatusCode()).isEqualTo(201);
        assertThat(container.upsertItem(item("a", "one", 2)).getStatusCode()).isEqualTo(200);
        assertThat(container
                        .upsertItem(item("b", "one", 2), ONE, ifMatch("\"of nothing\""))
                        .getStatusCode())
                .isEqualTo(201);
    }

    @Test
    void answersCarryChargeSessionAndActivity() {
        CosmosItemResponse<ObjectNode> written = container.createItem(item("a", "one", 1));

        assertThat(written.getRequestCharge()).isPositive();
        assertThat(written.getSessionToken()).matches("0:.+");
        assertThat(written.getActivityId()).isNotBlank();
    }

    @Test
    void aPatchIsAppliedWholeAndUnderItsCondition() {
        container.createItem(item("a", "one", 1));
        CosmosPatchOperations operations = CosmosPatchOperations.create()
                .set("/state", "published")
                .increment("/n", 4)
                .add("/tags", List.of("x"))
                .add("/tags/0", "w")
                .replace("/state", "draft")
                .move("/state", "/was");
        CosmosPatchItemRequestOptions ifOne =
                new CosmosPatchItemRequestOptions().setFilterPredicate("FROM c WHERE c.n = 1");

        container.patchItem("a", ONE, operations, ifOne, ObjectNode.class);

        JsonNode patched = read("a", "one");
        assertThat(patched.get("n").asInt()).isEqualTo(5);
        assertThat(patched.get("was").asText()).isEqualTo("draft");
        assertThat(patched.has("state")).isFalse();
        assertThat(patched.get("tags").toString()).isEqualTo("[\"w\",\"x\"]");
        assertThat(status(() -> container.patchItem("a", ONE, operations, ifOne, ObjectNode.class)))
                .isEqualTo(412);
        CosmosPatchOperations half = CosmosPatchOperations.create().set("/n", 9).remove("/nothing");
        assertThat(status(() -> container.patchItem("a", ONE, half, ObjectNode.class)))
                .isEqualTo(400);
        assertThat(read("a", "one").get("n").asInt()).isEqualTo(5);
    }

    @Test
    void aBatchHappensWholeOrNotAtAll() {
        String etag = container.createItem(item("head", "one", 1)).getETag();
        CosmosBatch good = CosmosBatch.createCosmosBatch(ONE);
        good.createItemOperation(item("rev-1", "one", 1));
        good.replaceItemOperation(
                "head", item("head", "one", 2), new CosmosBatchItemRequestOptions().setIfMatchETag(etag));
        good.upsertItemOperation(item("audit-1", "one", 1));
        good.readItemOperation("head");

        CosmosBatchResponse done = container.executeCosmosBatch(good);

        assertThat(done.isSuccessStatusCode()).isTrue();
        assertThat(done.getResults().get(3).getItem(ObjectNode.class).get("n").asInt())
                .isEqualTo(2);
        CosmosBatch bad = CosmosBatch.createCosmosBatch(ONE);
        bad.createItemOperation(item("rev-2", "one", 2));
        bad.deleteItemOperation("audit-1");
        bad.replaceItemOperation(
                "head", item("head", "one", 3), new CosmosBatchItemRequestOptions().setIfMatchETag(etag));

        CosmosBatchResponse failed = container.executeCosmosBatch(bad);

        assertThat(failed.isSuccessStatusCode()).isFalse();
        assertThat(failed.getStatusCode()).isEqualTo(412);
        assertThat(failed.getResults()).extracting(each -> each.getStatusCode()).containsExactly(424, 424, 412);
        assertThat(status(() -> read("rev-2", "one"))).isEqualTo(404);
        assertThat(read("audit-1", "one").get("n").asInt()).isEqualTo(1);
        assertThat(read("head", "one").get("n").asInt()).isEqualTo(2);
    }

    @Test
    void bulkOperationsStandEachForItself() {
        container.createItem(item("a", "one", 1));

        List<Integer> statuses = new ArrayList<>();
        container
                .executeBulkOperations(List.of(
                        CosmosBulkOperations.getCreateItemOperation(item("a", "one", 2), ONE),
                        CosmosBulkOperations.getUpsertItemOperation(item("b", "two", 2), new PartitionKey("two"))))
                .forEach(each -> statuses.add(each.getResponse().getStatusCode()));

        assertThat(statuses).containsExactlyInAnyOrder(409, 201);
        assertThat(read("b", "two").get("n").asInt()).isEqualTo(2);
    }

    @Test
    void idsAndPartitionsMayHoldWhateverUnicodeHas() {
        String id = "n \u00e9 +%1=\u4e2d";
        container.createItem(item(id, "Z\u00fcrich", 1));
        container.createItem(JSON.createObjectNode().put("id", "number").put("home", 5));
        container.createItem(JSON.createObjectNode().put("id", "nobody"));

        assertThat(read(id, "Z\u00fcrich").get("id").asText()).isEqualTo(id);
        assertThat(container
                        .readItem("number", new PartitionKey(5), ObjectNode.class)
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(container
                        .readItem("nobody", PartitionKey.NONE, ObjectNode.class)
                        .getStatusCode())
                .isEqualTo(200);
        container.deleteItem(id, new PartitionKey("Z\u00fcrich"), new CosmosItemRequestOptions());
    }

    @Test
    void aWrongPartitionAWrongShapeAndTooMuchAreRefused() {
        assertThat(status(() -> container.createItem(
                        item("a", "one", 1), new PartitionKey("two"), new CosmosItemRequestOptions())))
                .isEqualTo(400);
        assertThat(status(() -> container.createItem(
                        JSON.createObjectNode().put("home", "one"), ONE, new CosmosItemRequestOptions())))
                .isEqualTo(400);
        assertThat(status(() -> container.createItem(item("big", "one", 1).put("text", "x".repeat(2_100_000)))))
                .isEqualTo(413);
    }

    @Test
    void aContainerMadeAnewIsEmptyForThoseWhoKnewTheOld() {
        container.createItem(item("a", "one", 1));
        container.delete();
        container = newContainer(container.getId(), "/home");

        assertThat(status(() -> read("a", "one"))).isEqualTo(404);
        assertThat(container.createItem(item("a", "one", 2)).getStatusCode()).isEqualTo(201);
    }

    @Test
    void aWrongKeyOpensNothing() {
        String wrong = "d3JvbmcgYnV0IG9mIHRoZSByaWdodCBzaGFwZSAuLi4=";

        assertThatThrownBy(() -> {
                    try (CosmosClient stranger = target.builder().key(wrong).buildClient()) {
                        stranger.getDatabase(database.getId()).read();
                    }
                })
                .satisfies(thrown -> assertThat(unauthorized(thrown)).isTrue());
    }

    private static boolean unauthorized(Throwable thrown) {
        return thrown != null
                && (thrown instanceof CosmosException refused && refused.getStatusCode() == 401
                        || unauthorized(thrown.getCause()));
    }

    private static CosmosItemRequestOptions ifMatch(String etag) {
        return new CosmosItemRequestOptions().setIfMatchETag(etag);
    }
}
