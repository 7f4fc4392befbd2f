package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An account: its databases and their containers, named by name or by {@code _rid}. Thread-safe. Names are those of the
 * request; whether one is taken is the caller's question and answered under the store's lock by {@code create…}.
 */
public final class CosmosStore {
    private final Folder folder;
    private final Clock clock;
    private final Map<String, Database> databases = new LinkedHashMap<>();
    private int lastNumber;

    /** A database and its containers by name. */
    private record Database(int number, JsonObject body, Map<String, Container> containers) {
        String id() {
            return body.getString("id");
        }
    }

    public CosmosStore(Folder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        folder.account().ifPresent(this::load);
    }

    private void load(JsonObject account) {
        lastNumber = account.getInt("lastNumber");
        for (JsonObject each : account.getJsonArray("databases").getValuesAs(JsonObject.class)) {
            int number = each.getInt("number");
            Database database = new Database(number, each.getJsonObject("body"), new LinkedHashMap<>());
            databases.put(database.id(), database);
            for (JsonObject one : each.getJsonArray("containers").getValuesAs(JsonObject.class)) {
                open(database, new Definition(number, one.getInt("number"), one.getJsonObject("body")));
            }
        }
        folder.keepOnly(containers().map(each -> each.definition().number()).toList());
    }

    private void open(Database database, Definition definition) {
        Journal journal = folder.journal(definition.number());
        database.containers().put(definition.id(), new Container(definition, journal, clock));
    }

    public synchronized List<JsonObject> databases() {
        return databases.values().stream().map(Database::body).toList();
    }

    public synchronized Optional<JsonObject> database(String name) {
        return named(name).map(Database::body);
    }

    /** Empty if the name is taken. */
    public synchronized Optional<JsonObject> createDatabase(String name) {
        if (databases.containsKey(name)) {
            return Optional.empty();
        }
        int number = ++lastNumber;
        JsonObject body = JsonText.object()
                .add("id", name)
                .add("_rid", Rid.of(number))
                .add("_self", "dbs/" + Rid.of(number) + "/")
                .add("_etag", etag(number))
                .add("_colls", "colls/")
                .add("_users", "users/")
                .add("_ts", clock.instant().getEpochSecond())
                .build();
        databases.put(name, new Database(number, body, new LinkedHashMap<>()));
        keep();
        return Optional.of(body);
    }

    /** False if there is none. */
    public synchronized boolean deleteDatabase(String name) {
        Optional<Database> database = named(name);
        database.ifPresent(each -> {
            databases.remove(each.id());
            keep();
            each.containers().values().forEach(this::drop);
        });
        return database.isPresent();
    }

    /** The containers of a database; empty if there is no such database. */
    public synchronized Optional<List<Container>> containers(String database) {
        return named(database).map(each -> List.copyOf(each.containers().values()));
    }

    public synchronized Optional<Container> container(String database, String name) {
        return named(database).flatMap(each -> each.containers().values().stream()
                .filter(one -> one.definition().id().equals(name)
                        || one.definition().rid().equals(name))
                .findFirst());
    }

    /**
     * Empty if the name is taken.
     *
     * @param database one that exists
     * @throws IllegalArgumentException if it is of a kind that is not emulated, with the reason
     */
    public synchronized Optional<Container> createContainer(String database, String name, JsonObject wanted) {
        Database home = named(database).orElseThrow();
        if (home.containers().containsKey(name)) {
            return Optional.empty();
        }
        Definition definition = definition(home.number(), ++lastNumber, wanted);
        open(home, definition);
        keep();
        return container(database, name);
    }

    /** Changes what may be changed of a container: everything but its name and partition key. */
    public synchronized void redefine(Container container, JsonObject wanted) {
        Definition old = container.definition();
        container.redefine(definition(
                old.database(),
                old.number(),
                JsonText.object(wanted)
                        .add("id", old.id())
                        .add("partitionKey", old.body().get("partitionKey"))
                        .build()));
        keep();
    }

    private Definition definition(int database, int number, JsonObject wanted) {
        String rid = Rid.of(database, number);
        JsonObjectBuilder body = JsonText.object(wanted)
                .add("_rid", rid)
                .add("_self", "dbs/" + Rid.of(database) + "/colls/" + rid + "/")
                .add("_etag", etag(number))
                .add("_docs", "docs/")
                .add("_sprocs", "sprocs/")
                .add("_triggers", "triggers/")
                .add("_udfs", "udfs/")
                .add("_conflicts", "conflicts/")
                .add("_ts", clock.instant().getEpochSecond());
        return new Definition(database, number, body.build());
    }

    /** False if there is none. */
    public synchronized boolean deleteContainer(String database, String name) {
        Optional<Container> container = container(database, name);
        container.ifPresent(each -> {
            named(database).orElseThrow().containers().remove(each.definition().id());
            keep();
            drop(each);
        });
        return container.isPresent();
    }

    /** Ends writing and lets another process have the folder. */
    public synchronized void close() {
        containers().forEach(Container::close);
        folder.close();
    }

    private Stream<Container> containers() {
        return databases.values().stream().flatMap(each -> each.containers().values().stream());
    }

    private Optional<Database> named(String name) {
        Database named = databases.get(name);
        return named != null
                ? Optional.of(named)
                : databases.values().stream()
                        .filter(each -> Rid.of(each.number()).equals(name))
                        .findFirst();
    }

    private void drop(Container container) {
        container.close();
        folder.drop(container.definition().number());
    }

    private static String etag(int number) {
        return String.format("\"00000000-0000-0000-0000-%012x\"", number);
    }

    private void keep() {
        var all = JsonText.array();
        for (Database each : databases.values()) {
            var containers = JsonText.array();
            each.containers()
                    .values()
                    .forEach(one -> containers.add(JsonText.object()
                            .add("number", one.definition().number())
                            .add("body", one.definition().body())));
            all.add(JsonText.object()
                    .add("number", each.number())
                    .add("body", each.body())
                    .add("containers", containers));
        }
        folder.keep(JsonText.object()
                .add("lastNumber", lastNumber)
                .add("databases", all)
                .build());
    }
}
