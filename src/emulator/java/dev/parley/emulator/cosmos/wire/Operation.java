package dev.parley.emulator.cosmos.wire;

import java.util.List;
import java.util.Locale;

/** What a request asks for. */
public enum Operation {
    ACCOUNT,
    OFFERS,
    DATABASE,
    CONTAINER,
    RANGES,
    CREATE,
    UPSERT,
    READ,
    REPLACE,
    PATCH,
    DELETE,
    BATCH,
    PLAN,
    QUERY,
    LIST,
    CHANGES;

    private static final int OF_CONTAINERS = 3;
    private static final int IN_CONTAINER = 5;

    /** As a fault names it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws Refusal 404 or 405 if it is nothing that is emulated
     */
    public static Operation of(CosmosRequest request) {
        List<String> path = request.segments();
        if (path.isEmpty()) {
            return ACCOUNT;
        }
        if (path.equals(List.of("offers"))) {
            return OFFERS;
        }
        if (!path.getFirst().equals("dbs")) {
            throw Refusal.notFound();
        }
        if (path.size() < OF_CONTAINERS) {
            return DATABASE;
        }
        if (!path.get(2).equals("colls")) {
            throw Refusal.notFound();
        }
        return path.size() < IN_CONTAINER ? CONTAINER : inContainer(request, path.subList(4, path.size()));
    }

    private static Operation inContainer(CosmosRequest request, List<String> path) {
        if (path.equals(List.of("pkranges"))) {
            return RANGES;
        }
        if (!path.getFirst().equals("docs") || path.size() > 2) {
            throw Refusal.notFound();
        }
        boolean one = path.size() == 2;
        return switch (request.method() + (one ? " one" : " all")) {
            case "GET one" -> READ;
            case "PUT one" -> REPLACE;
            case "PATCH one" -> PATCH;
            case "DELETE one" -> DELETE;
            case "GET all" -> request.header("a-im").isPresent() ? CHANGES : LIST;
            case "POST all" -> posted(request);
            default -> throw Refusal.of(405, "MethodNotAllowed", "The method is not allowed here.");
        };
    }

    private static Operation posted(CosmosRequest request) {
        if (request.says("x-ms-cosmos-is-query-plan-request")) {
            return PLAN;
        }
        if (request.says("x-ms-cosmos-is-batch-request")) {
            return BATCH;
        }
        boolean query = request.says("x-ms-documentdb-isquery")
                || request.header("content-type").orElse("").startsWith("application/query+json");
        if (query) {
            return QUERY;
        }
        return request.says("x-ms-documentdb-is-upsert") ? UPSERT : CREATE;
    }
}
