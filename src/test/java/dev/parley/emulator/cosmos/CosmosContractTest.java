package dev.parley.emulator.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosDatabase;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosBatchItemRequestOptions;
import com.azure.cosmos.models.CosmosBatchResponse;
import com.azure.cosmos.models.CosmosBulkOperations;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosPatchItemRequestOptions;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What Parley needs of Cosmos DB, asked by the real client. Runs against the emulator; with {@code COSMOSDB_CONNECTION} in the
 * environment against that account, in a database of its own that is removed afterwards. {@link CosmosEmulatorIT} runs it once
 * more against the emulator in its server.
 */
class CosmosContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PartitionKey ONE = new PartitionKey("one");

    private static CosmosTarget target;
    private static CosmosClient client;
    private static CosmosDatabase database;
    private CosmosContainer container;

    @BeforeAll
    static void open() throws Exception {
        target = CosmosTarget.chosen();
        client = target.client();
        String name = "parley-contract-" + UUID.randomUUID();
        client.createDatabaseIfNotExists(name);
        database = client.getDatabase(name);
    }

    @AfterAll
    static void close() {
        database.delete();
        client.close();
        target.close();
    }

    @BeforeEach
    void emptyContainer() {
        container = newContainer("c-" + UUID.randomUUID(), "/home");
    }

    private static CosmosContainer newContainer(String name, String partition) {
        CosmosContainerProperties wanted = new CosmosContainerProperties(name, partition);
        wanted.setDefaultTimeToLiveInSeconds(-1);
        database.createContainerIfNotExists(wanted);
        return database.getContainer(name);
    }

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
    void aReadOfAKnownVersionGivesNothing() {
        String etag = container.createItem(item("a", "one", 1)).getETag();

        CosmosItemResponse<ObjectNode> again =
                container.readItem("a", ONE, new CosmosItemRequestOptions().setIfNoneMatchETag(etag), ObjectNode.class);

        assertThat(again.getStatusCode()).isEqualTo(304);
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
    void allOfAPartitionIsReadInPages() {
        Stream.of("a", "b", "c").forEach(id -> container.createItem(item(id, "one", 1)));
        container.createItem(item("d", "two", 1));

        assertThat(ids(container.readAllItems(ONE, ObjectNode.class))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(pages("SELECT * FROM c", 2)).containsExactly(2, 2);
    }

    @Test
    void aPageGoesOnWhereAnotherClientStopped() {
        Stream.of("a", "b", "c").forEach(id -> container.createItem(item(id, "one", 1)));
        FeedResponse<ObjectNode> first = container
                .queryItems("SELECT * FROM c", in(ONE), ObjectNode.class)
                .iterableByPage(2)
                .iterator()
                .next();

        FeedResponse<ObjectNode> rest = container
                .queryItems("SELECT * FROM c", in(ONE), ObjectNode.class)
                .iterableByPage(first.getContinuationToken(), 2)
                .iterator()
                .next();

        assertThat(first.getResults()).hasSize(2);
        assertThat(rest.getResults())
                .extracting(each -> each.get("id").asText())
                .containsExactly("c");
    }

    @Test
    void manyAreReadByTheirIdentities() {
        Stream.of("a", "b", "c").forEach(id -> container.createItem(item(id, "one", 1)));
        container.createItem(item("a", "two", 2));
        List<CosmosItemIdentity> wanted = List.of(
                new CosmosItemIdentity(ONE, "a"),
                new CosmosItemIdentity(ONE, "c"),
                new CosmosItemIdentity(new PartitionKey("two"), "a"),
                new CosmosItemIdentity(ONE, "missing"));

        assertThat(container.readMany(wanted, ObjectNode.class).getResults()).hasSize(3);
        CosmosContainer byId = newContainer("by-id-" + UUID.randomUUID(), "/id");
        Stream.of("a", "b", "c").forEach(id -> byId.createItem(item(id, "one", 1)));
        List<CosmosItemIdentity> two = Stream.of("a", "c")
                .map(id -> new CosmosItemIdentity(new PartitionKey(id), id))
                .toList();
        assertThat(byId.readMany(two, ObjectNode.class).getResults()).hasSize(2);
    }

    @Test
    void queriesCompareWithinOnePartitionAndAcross() {
        container.createItem(item("a", "one", 1).put("type", "head"));
        container.createItem(item("b", "one", 2).put("type", "draft"));
        container.createItem(item("c", "two", 3).put("type", "head"));
        container.createItem(item("d", "two", 4).put("type", "head"));
        SqlQuerySpec heads =
                new SqlQuerySpec("SELECT * FROM c WHERE c.type = @type", new SqlParameter("@type", "head"));

        assertThat(found(heads, new CosmosQueryRequestOptions())).containsExactlyInAnyOrder("a", "c", "d");
        assertThat(found(heads, in(new PartitionKey("two")))).containsExactlyInAnyOrder("c", "d");
        assertThat(found(
                        new SqlQuerySpec(
                                "SELECT * FROM c WHERE c.type = 'head' AND c.n > @n AND c.n <= 3",
                                new SqlParameter("@n", 1)),
                        new CosmosQueryRequestOptions()))
                .containsExactly("c");
    }

    @Test
    void theFirstFewInAnOrderAreFoundAcrossPartitions() {
        container.createItem(item("a", "one", 1).put("type", "deed"));
        container.createItem(item("b", "two", 4).put("type", "deed"));
        container.createItem(item("c", "one", 3).put("type", "deed"));
        container.createItem(item("d", "two", 2).put("type", "deed"));
        container.createItem(item("e", "two", 9).put("type", "head"));
        SqlQuerySpec last = new SqlQuerySpec(
                "SELECT TOP @most * FROM c WHERE c.type = @type AND c.n <= @until ORDER BY c.n DESC",
                new SqlParameter("@most", 2),
                new SqlParameter("@type", "deed"),
                new SqlParameter("@until", 3));

        assertThat(found(last, new CosmosQueryRequestOptions())).containsExactly("c", "d");
        assertThat(found(last, in(ONE))).containsExactly("c", "a");
    }

    @Test
    void aQueryThatTheEmulatorCannotAnswerIsRefused() {
        assumeTrue(target.isEmulator(), "the service knows all of SQL");

        for (String query : List.of(
                "SELECT VALUE COUNT(1) FROM c",
                "SELECT c.id FROM c",
                "SELECT * FROM c ORDER BY c.n",
                "SELECT * FROM c WHERE CONTAINS(c.id, 'a')",
                "SELECT TOP 1 * FROM c")) {
            assertThat(status(() -> found(new SqlQuerySpec(query), new CosmosQueryRequestOptions())))
                    .as(query)
                    .isEqualTo(400);
        }
    }

    @Test
    void theChangeFeedTellsWhatWasWrittenAndGoesOn() {
        container.createItem(item("a", "one", 1));
        String now = follow(
                        CosmosChangeFeedRequestOptions.createForProcessingFromNow(FeedRange.forFullRange()),
                        new ArrayList<>())
                .getContinuationToken();
        container.createItem(item("b", "two", 2));
        container.upsertItem(item("a", "one", 3));
        List<String> all = new ArrayList<>();
        List<String> sinceThen = new ArrayList<>();

        FeedResponse<ObjectNode> end =
                follow(CosmosChangeFeedRequestOptions.createForProcessingFromBeginning(FeedRange.forFullRange()), all);
        follow(CosmosChangeFeedRequestOptions.createForProcessingFromContinuation(now), sinceThen);

        assertThat(all).containsExactly("b", "a");
        assertThat(sinceThen).containsExactly("b", "a");
        List<String> later = new ArrayList<>();
        String token = end.getContinuationToken();
        follow(CosmosChangeFeedRequestOptions.createForProcessingFromContinuation(token), later);
        assertThat(later).isEmpty();
        container.upsertItem(item("c", "one", 4));
        follow(CosmosChangeFeedRequestOptions.createForProcessingFromContinuation(token), later);
        assertThat(later).containsExactly("c");
    }

    @Test
    void documentsEndWhenTheirTimeIsOver() {
        container.createItem(item("short", "one", 1).put("ttl", 1));
        container.createItem(item("long", "one", 1));

        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> !ids(container.readAllItems(ONE, ObjectNode.class)).contains("short"));

        assertThat(status(() -> read("short", "one"))).isEqualTo(404);
        assertThat(read("long", "one").get("n").asInt()).isEqualTo(1);
    }

    @Test
    void aContainerMaySetATimeForAllItsDocumentsLater() {
        container.createItem(item("a", "one", 1));
        container.createItem(item("kept", "one", 1).put("ttl", -1));
        CosmosContainerProperties changed = container.read().getProperties();
        changed.setDefaultTimeToLiveInSeconds(1);

        container.replace(changed);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> ids(container.readAllItems(ONE, ObjectNode.class))
                .equals(List.of("kept")));
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

    private static ObjectNode item(String id, String home, int n) {
        return JSON.createObjectNode().put("id", id).put("home", home).put("n", n);
    }

    private JsonNode read(String id, String home) {
        return container.readItem(id, new PartitionKey(home), ObjectNode.class).getItem();
    }

    private static CosmosItemRequestOptions ifMatch(String etag) {
        return new CosmosItemRequestOptions().setIfMatchETag(etag);
    }

    private static CosmosQueryRequestOptions in(PartitionKey partition) {
        return new CosmosQueryRequestOptions().setPartitionKey(partition);
    }

    private List<String> found(SqlQuerySpec query, CosmosQueryRequestOptions options) {
        return ids(container.queryItems(query, options, ObjectNode.class));
    }

    private List<Integer> pages(String query, int size) {
        List<Integer> sizes = new ArrayList<>();
        container
                .queryItems(query, new CosmosQueryRequestOptions(), ObjectNode.class)
                .iterableByPage(size)
                .forEach(page -> sizes.add(page.getResults().size()));
        return sizes;
    }

    private static List<String> ids(Iterable<ObjectNode> documents) {
        List<String> ids = new ArrayList<>();
        documents.forEach(each -> ids.add(each.get("id").asText()));
        return ids;
    }

    /** Reads until there is nothing new; gives the last page. */
    private FeedResponse<ObjectNode> follow(CosmosChangeFeedRequestOptions from, List<String> seen) {
        Iterator<FeedResponse<ObjectNode>> pages = container
                .queryChangeFeed(from, ObjectNode.class)
                .iterableByPage()
                .iterator();
        FeedResponse<ObjectNode> page = pages.next();
        page.getResults().forEach(each -> seen.add(each.get("id").asText()));
        while (pages.hasNext() && !page.getResults().isEmpty()) {
            page = pages.next();
            page.getResults().forEach(each -> seen.add(each.get("id").asText()));
        }
        return page;
    }

    /** The status with which a request was refused; 0 if it was not. */
    private static int status(Runnable request) {
        try {
            request.run();
            return 0;
        } catch (CosmosException refused) {
            return refused.getStatusCode();
        }
    }
}
