package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;

/**
 * What a container was made as.
 *
 * @param database number of its database
 * @param number of the container, never used twice
 * @param body as it is given to clients
 */
public record Definition(int database, int number, JsonObject body) {
    /**
     * @throws IllegalArgumentException if it is a container of a kind that is not emulated, with the reason
     */
    public Definition {
        JsonObject key = member(body, "partitionKey");
        JsonArray paths = key.containsKey("paths") ? key.getJsonArray("paths") : JsonValue.EMPTY_JSON_ARRAY;
        if (paths.size() != 1
                || !(paths.get(0) instanceof JsonString path)
                || !path.getString().startsWith("/")) {
            throw new IllegalArgumentException("A container needs a partition key of exactly one path.");
        }
        JsonValue unique = member(body, "uniqueKeyPolicy").get("uniqueKeys");
        if (unique instanceof JsonArray keys && !keys.isEmpty()) {
            throw new IllegalArgumentException("Unique keys are not emulated.");
        }
    }

    private static JsonObject member(JsonObject body, String name) {
        return body.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    public String id() {
        return body.getString("id");
    }

    public String rid() {
        return Rid.of(database, number);
    }

    /** Of the one partition key range it has. */
    public String rangeRid() {
        return Rid.ofRange(database, number);
    }

    /** Members from the root to the partition key. */
    public List<String> partitionPath() {
        String path = body.getJsonObject("partitionKey").getJsonArray("paths").getString(0);
        return List.of(path.substring(1).split("/"));
    }

    /**
     * @throws IllegalArgumentException if it has one that can be none
     */
    public PartitionKey partitionOf(JsonObject document) {
        JsonValue value = document;
        for (String member : partitionPath()) {
            if (!(value instanceof JsonObject object) || !object.containsKey(member)) {
                return PartitionKey.NONE;
            }
            value = object.get(member);
        }
        return PartitionKey.of(value);
    }

    /** Whether a document's time is over; its own ttl counts only if the container has one, and below zero means never. */
    boolean hasExpired(JsonObject document, Instant now) {
        if (!(body.get("defaultTtl") instanceof JsonNumber usual)) {
            return false;
        }
        long ttl = document.get("ttl") instanceof JsonNumber own ? own.longValue() : usual.longValue();
        return ttl >= 0 && document.getJsonNumber("_ts").longValue() + ttl <= now.getEpochSecond();
    }
}
