package dev.parley.emulator.cosmos.items;

import dev.parley.emulator.cosmos.query.Query;
import dev.parley.emulator.cosmos.query.Selection;
import dev.parley.emulator.cosmos.query.UnsupportedQueryException;
import dev.parley.emulator.cosmos.store.Container;
import dev.parley.emulator.cosmos.store.Document;
import dev.parley.emulator.cosmos.store.JsonText;
import dev.parley.emulator.cosmos.store.Page;
import dev.parley.emulator.cosmos.store.PartitionKey;
import dev.parley.emulator.cosmos.store.Transaction;
import dev.parley.emulator.cosmos.wire.CosmosReply;
import dev.parley.emulator.cosmos.wire.CosmosRequest;
import dev.parley.emulator.cosmos.wire.Operation;
import dev.parley.emulator.cosmos.wire.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Everything below {@code /dbs/…/colls/…/docs} of one container. Thread-safe. */
public final class ItemPaths {
    private final Container container;

    public ItemPaths(Container container) {
        this.container = container;
    }

    /**
     * @param operation one on documents
     * @throws Refusal if it cannot be done; then nothing was changed
     */
    public CosmosReply answer(Operation operation, CosmosRequest request) {
        boolean intended = request.header("x-ms-cosmos-intended-collection-rid")
                .map(container.definition().rid()::equals)
                .orElse(true);
        if (!intended) {
            throw Refusal.otherContainer();
        }
        CosmosReply reply =
                switch (operation) {
                    case PLAN -> plan(request);
                    case QUERY -> query(request);
                    case LIST -> page(request, document -> true);
                    case CHANGES -> new ChangeFeed(container).answer(request);
                    case BATCH -> batch(request);
                    case READ -> read(request);
                    default -> write(operation, request);
                };
        return reply.with("x-ms-session-token", "0:-1#" + container.lsn())
                .with("x-ms-content-path", container.definition().rid());
    }

    private CosmosReply read(CosmosRequest request) {
        Document found = container.find(partition(request), id(request)).orElseThrow(Refusal::notFound);
        boolean known =
                request.header("if-none-match").map(found.etag()::equals).orElse(false);
        return known ? CosmosReply.empty(304).with("etag", found.etag()).charged(1) : reply(Outcome.read(found));
    }

    private CosmosReply write(Operation operation, CosmosRequest request) {
        PartitionKey partition = partition(request);
        Conditions conditions = new Conditions(request.header("if-match"));
        Function<Items, Outcome> work =
                switch (operation) {
                    case CREATE -> items -> items.create(body(request));
                    case UPSERT -> items -> items.upsert(body(request), conditions);
                    case REPLACE -> items -> items.replace(id(request), body(request), conditions);
                    case PATCH -> items -> items.patch(id(request), body(request), conditions);
                    case DELETE -> items -> items.delete(id(request), conditions);
                    default -> throw new IllegalArgumentException("Not on documents: " + operation);
                };
        Function<Transaction, Outcome> transaction = each -> work.apply(new Items(each, partition));
        CosmosReply reply = reply(container.write(transaction));
        boolean minimal = request.header("prefer").orElse("").equals("return=minimal");
        return minimal ? new CosmosReply(reply.status(), reply.headers(), "", false) : reply;
    }

    private static CosmosReply reply(Outcome outcome) {
        CosmosReply reply = CosmosReply.of(
                        outcome.status(),
                        outcome.document().map(each -> each.body().toString()).orElse(""))
                .charged(outcome.charge());
        return outcome.document().map(each -> reply.with("etag", each.etag())).orElse(reply);
    }

    private CosmosReply batch(CosmosRequest request) {
        if (request.body().length > Items.MOST_BYTES) {
            throw Refusal.tooLarge();
        }
        JsonArray operations =
                JsonText.readArray(request.body()).orElseThrow(() -> Refusal.badRequest("A batch is a JSON array."));
        Batch batch = new Batch(container, operations);
        return request.says("x-ms-cosmos-batch-atomic") ? batch.atomically(partition(request)) : batch.eachForItself();
    }

    /** One range and nothing for the client to do: it sends the query as it is. */
    private static CosmosReply plan(CosmosRequest request) {
        parse(request);
        return CosmosReply.of(
                        200,
                        "{\"partitionedQueryExecutionInfoVersion\":2,\"queryInfo\":{\"distinctType\":\"None\",\"top\":null,"
                                + "\"offset\":null,\"limit\":null,\"orderBy\":[],\"orderByExpressions\":[],"
                                + "\"groupByExpressions\":[],\"groupByAliases\":[],\"aggregates\":[],"
                                + "\"groupByAliasToAggregateType\":{},\"rewrittenQuery\":\"\",\"hasSelectValue\":false,"
                                + "\"hasNonStreamingOrderBy\":false},\"queryRanges\":[{\"min\":\"\",\"max\":\"FF\","
                                + "\"isMinInclusive\":true,\"isMaxInclusive\":false}]}")
                .charged(1);
    }

    private CosmosReply query(CosmosRequest request) {
        Selection selection = parse(request);
        return selection.top().map(top -> first(request, top, selection)).orElseGet(() -> page(request, selection));
    }

    /** In one page, so that there is no other to go on with. */
    private CosmosReply first(CosmosRequest request, Selection.Top top, Predicate<JsonObject> wanted) {
        Page.Size size = Page.Size.of(request.pageSize());
        if (top.most() > size.documents()) {
            throw Refusal.badRequest("The emulator answers TOP n of at most as many documents as a page may have.");
        }
        return documents(container, container.first(partitionIfAny(request), top.most(), top.order(), wanted));
    }

    private static Selection parse(CosmosRequest request) {
        JsonObject json = body(request);
        Map<String, JsonValue> parameters = new HashMap<>();
        if (json.get("parameters") instanceof JsonArray list) {
            list.getValuesAs(JsonObject.class)
                    .forEach(each -> parameters.put(
                            JsonText.textOf(each, "name").orElse(""), each.getOrDefault("value", JsonValue.NULL)));
        }
        try {
            return Query.parse(JsonText.textOf(json, "query").orElse(""), parameters);
        } catch (UnsupportedQueryException e) {
            JsonObject error = JsonText.object()
                    .add("severity", "Error")
                    .add("code", "SC1001")
                    .add("message", e.getMessage())
                    .build();
            throw Refusal.badRequest(JsonText.object()
                    .add("errors", JsonText.array().add(error))
                    .build()
                    .toString());
        }
    }

    private CosmosReply page(CosmosRequest request, Predicate<JsonObject> wanted) {
        Page page = container.page(
                partitionIfAny(request),
                Continuation.after(request.header("x-ms-continuation")),
                Page.Size.of(request.pageSize()),
                wanted);
        CosmosReply reply = documents(container, page);
        return page.more() ? reply.with("x-ms-continuation", Continuation.of(page)) : reply;
    }

    static CosmosReply documents(Container container, Page page) {
        int count = page.documents().size();
        String json = "{\"_rid\":\"" + container.definition().rid() + "\",\"Documents\":["
                + String.join(",", page.documents()) + "],\"_count\":" + count + "}";
        return CosmosReply.of(200, json)
                .with("x-ms-item-count", Integer.toString(count))
                .charged(2.3 + json.length() / 1024.0 / 10);
    }

    private static JsonObject body(CosmosRequest request) {
        if (request.body().length > Items.MOST_BYTES) {
            throw Refusal.tooLarge();
        }
        return JsonText.readObject(request.body())
                .orElseThrow(() -> Refusal.badRequest("The request body is not a valid JSON document."));
    }

    private static String id(CosmosRequest request) {
        return request.segments().getLast();
    }

    private static PartitionKey partition(CosmosRequest request) {
        return partition(request.header("x-ms-documentdb-partitionkey"));
    }

    static Optional<PartitionKey> partitionIfAny(CosmosRequest request) {
        return request.header("x-ms-documentdb-partitionkey").map(header -> partition(Optional.of(header)));
    }

    /** Of the JSON array in which requests name it. */
    static PartitionKey partition(Optional<String> array) {
        JsonArray components = array.flatMap(text -> JsonText.readArray(text.getBytes(StandardCharsets.UTF_8)))
                .filter(each -> each.size() == 1)
                .orElseThrow(() -> Refusal.badRequest(
                        "The partition key supplied in x-ms-partitionkey header has fewer or more components than defined"
                                + " in the collection."));
        try {
            return PartitionKey.of(components.get(0));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("The partition key is neither text, number, boolean nor null.");
        }
    }
}
