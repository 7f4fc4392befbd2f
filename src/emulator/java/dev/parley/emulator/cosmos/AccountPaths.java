package dev.parley.emulator.cosmos;

import dev.parley.emulator.cosmos.store.Container;
import dev.parley.emulator.cosmos.store.CosmosStore;
import dev.parley.emulator.cosmos.store.JsonText;
import dev.parley.emulator.cosmos.wire.CosmosReply;
import dev.parley.emulator.cosmos.wire.CosmosRequest;
import dev.parley.emulator.cosmos.wire.Operation;
import dev.parley.emulator.cosmos.wire.Refusal;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The account, its databases and its containers. Thread-safe. */
final class AccountPaths {
    private static final Pattern NOT_IN_NAME = Pattern.compile("[/\\\\?#]");
    private static final int LONGEST_NAME = 255;

    private final CosmosStore store;

    AccountPaths(CosmosStore store) {
        this.store = store;
    }

    /**
     * @param operation one on what holds documents
     * @throws Refusal if it cannot be done; then nothing was changed
     */
    CosmosReply answer(Operation operation, CosmosRequest request) {
        return switch (operation) {
            case ACCOUNT -> account(request).charged(1);
            case OFFERS -> CosmosReply.of(200, feed("", "Offers", List.of())).charged(1);
            case DATABASE -> database(request).charged(2);
            case CONTAINER -> containers(request).charged(2);
            case RANGES -> ranges(request).charged(1);
            default -> throw new IllegalArgumentException("Not on what holds documents: " + operation);
        };
    }

    private static CosmosReply account(CosmosRequest request) {
        if (!request.method().equals("GET")) {
            throw notAllowed();
        }
        JsonObject here = JsonText.object()
                .add("name", "Emulator")
                .add("databaseAccountEndpoint", request.baseUrl())
                .build();
        JsonObject replicas = JsonText.object()
                .add("asyncReplication", false)
                .add("minReplicaSetSize", 1)
                .add("maxReplicasetSize", 4)
                .build();
        return CosmosReply.of(
                200,
                JsonText.object()
                        .add("id", "emulator")
                        .add("_rid", "emulator")
                        .add("_self", "")
                        .add("media", "//media/")
                        .add("addresses", "//addresses/")
                        .add("_dbs", "//dbs/")
                        .add("writableLocations", JsonText.array().add(here))
                        .add("readableLocations", JsonText.array().add(here))
                        .add("enableMultipleWriteLocations", false)
                        .add("userReplicationPolicy", replicas)
                        .add("userConsistencyPolicy", JsonText.object().add("defaultConsistencyLevel", "Session"))
                        .add("systemReplicationPolicy", replicas)
                        .add(
                                "readPolicy",
                                JsonText.object()
                                        .add("primaryReadCoefficient", 1)
                                        .add("secondaryReadCoefficient", 1))
                        .add(
                                "queryEngineConfiguration",
                                "{\"maxSqlQueryInputLength\":262144,\"maxJoinsPerSqlQuery\":5}")
                        .build());
    }

    private CosmosReply database(CosmosRequest request) {
        List<String> path = request.segments();
        if (path.size() == 1) {
            return switch (request.method()) {
                case "GET" -> CosmosReply.of(200, feed("", "Databases", store.databases()));
                case "POST" ->
                    store.createDatabase(name(posted(request)))
                            .map(made -> CosmosReply.of(201, made))
                            .orElseThrow(Refusal::taken);
                default -> throw notAllowed();
            };
        }
        return switch (request.method()) {
            case "GET" -> CosmosReply.of(200, store.database(path.get(1)).orElseThrow(Refusal::notFound));
            case "DELETE" -> deleted(store.deleteDatabase(path.get(1)));
            default -> throw notAllowed();
        };
    }

    private CosmosReply containers(CosmosRequest request) {
        List<String> path = request.segments();
        JsonObject database = store.database(path.get(1)).orElseThrow(Refusal::noOwner);
        CosmosReply reply = path.size() == 3 ? allContainers(request, database) : container(request, path);
        return reply.with("x-ms-alt-content-path", "dbs/" + database.getString("id"))
                .with("x-ms-content-path", database.getString("_rid"));
    }

    private CosmosReply allContainers(CosmosRequest request, JsonObject database) {
        String name = database.getString("id");
        return switch (request.method()) {
            case "GET" -> {
                List<JsonObject> all = store.containers(name).orElseThrow(Refusal::noOwner).stream()
                        .map(each -> each.definition().body())
                        .toList();
                yield CosmosReply.of(200, feed(database.getString("_rid"), "DocumentCollections", all));
            }
            case "POST" -> created(name, posted(request));
            default -> throw notAllowed();
        };
    }

    private CosmosReply created(String database, JsonObject wanted) {
        try {
            return store.createContainer(database, name(wanted), wanted)
                    .map(made -> CosmosReply.of(201, made.definition().body()))
                    .orElseThrow(Refusal::taken);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(e.getMessage());
        }
    }

    private CosmosReply container(CosmosRequest request, List<String> path) {
        Optional<Container> container = store.container(path.get(1), path.get(3));
        return switch (request.method()) {
            case "GET" -> described(container.orElseThrow(Refusal::notFound));
            case "PUT" -> {
                store.redefine(container.orElseThrow(Refusal::notFound), posted(request));
                yield described(container.get());
            }
            case "DELETE" -> deleted(store.deleteContainer(path.get(1), path.get(3)));
            default -> throw notAllowed();
        };
    }

    private static CosmosReply described(Container container) {
        JsonObject body = container.definition().body();
        return CosmosReply.of(200, body).with("etag", body.getString("_etag"));
    }

    /** One range covers every partition key; it never splits, so whoever knows it has nothing new to learn. */
    private CosmosReply ranges(CosmosRequest request) {
        List<String> path = request.segments();
        Container container = store.container(path.get(1), path.get(3)).orElseThrow(Refusal::noOwner);
        if (request.header("if-none-match").isPresent()) {
            return CosmosReply.empty(304).with("etag", "\"1\"");
        }
        JsonObject range = JsonText.object()
                .add("_rid", container.definition().rangeRid())
                .add("id", "0")
                .add("_etag", "\"1\"")
                .add("minInclusive", "")
                .add("maxExclusive", "FF")
                .add("ridPrefix", 0)
                .add("throughputFraction", 1)
                .add("status", "online")
                .add("parents", JsonText.array())
                .add("lsn", 1)
                .build();
        return CosmosReply.of(200, feed(container.definition().rid(), "PartitionKeyRanges", List.of(range)))
                .with("etag", "\"1\"");
    }

    private static JsonObject posted(CosmosRequest request) {
        if (request.says("x-ms-documentdb-isquery")) {
            throw Refusal.badRequest("Queries over databases and containers are not emulated.");
        }
        return JsonText.readObject(request.body())
                .orElseThrow(() -> Refusal.badRequest("The request body is not a valid JSON document."));
    }

    private static String name(JsonObject body) {
        return JsonText.textOf(body, "id")
                .filter(id -> !id.isEmpty()
                        && id.length() <= LONGEST_NAME
                        && !NOT_IN_NAME.matcher(id).find())
                .orElseThrow(() -> Refusal.badRequest("The id is missing, too long or has one of / \\ ? #"));
    }

    private static CosmosReply deleted(boolean there) {
        if (!there) {
            throw Refusal.notFound();
        }
        return CosmosReply.empty(204);
    }

    private static Refusal notAllowed() {
        return Refusal.of(405, "MethodNotAllowed", "The method is not allowed here.");
    }

    private static JsonObject feed(String rid, String member, Collection<JsonObject> all) {
        JsonArrayBuilder array = JsonText.array();
        all.forEach(array::add);
        return JsonText.object()
                .add("_rid", rid)
                .add(member, array)
                .add("_count", all.size())
                .build();
    }
}
