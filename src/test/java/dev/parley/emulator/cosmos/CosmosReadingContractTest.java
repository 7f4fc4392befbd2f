package dev.parley.emulator.cosmos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.models.CosmosChangeFeedRequestOptions;
import com.azure.cosmos.models.CosmosContainerProperties;
import com.azure.cosmos.models.CosmosItemIdentity;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosItemResponse;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.FeedRange;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The same for reading: points, pages, queries, the change feed, and what is no longer there. */
class CosmosReadingContractTest extends InCosmos {
    @Test
    void aReadOfAKnownVersionGivesNothing() {
        String etag = container.createItem(item("a", "one", 1)).getETag();

        CosmosItemResponse<ObjectNode> again =
                container.readItem("a", ONE, new CosmosItemRequestOptions().setIfNoneMatchETag(etag), ObjectNode.class);

        assertThat(again.getStatusCode()).isEqualTo(304);
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
}
