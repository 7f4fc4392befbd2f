package dev.parley.emulator.cosmos.items;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.cosmos.query.Query;
import dev.parley.emulator.cosmos.query.UnsupportedQueryException;
import dev.parley.emulator.cosmos.store.Definition;
import dev.parley.emulator.cosmos.store.JsonText;
import dev.parley.emulator.cosmos.wire.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonPointer;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A partial update: a condition and up to ten operations, all of which succeed or none. */
final class Patch {
    private static final int MOST_OPERATIONS = 10;

    private final Predicate<JsonObject> condition;
    private final List<JsonObject> operations;
    private final Definition container;

    private Patch(Predicate<JsonObject> condition, List<JsonObject> operations, Definition container) {
        this.condition = condition;
        this.operations = operations;
        this.container = container;
    }

    static Patch of(JsonObject json, Definition container) {
        if (!(json.get("operations") instanceof JsonArray operations)
                || operations.isEmpty()
                || operations.size() > MOST_OPERATIONS
                || !operations.stream().allMatch(JsonObject.class::isInstance)) {
            throw Refusal.badRequest("A patch has one to " + MOST_OPERATIONS + " operations.");
        }
        try {
            Predicate<JsonObject> condition = JsonText.textOf(json, "condition")
                    .map(Query::parseCondition)
                    .orElse(document -> true);
            return new Patch(condition, operations.getValuesAs(JsonObject.class), container);
        } catch (UnsupportedQueryException e) {
            throw Refusal.badRequest(e.getMessage());
        }
    }

    JsonObject applied(JsonObject document) {
        if (!condition.test(document)) {
            throw Refusal.preconditionFailed();
        }
        JsonObject patched = document;
        for (JsonObject each : operations) {
            patched = applied(each, patched);
        }
        return patched;
    }

    private JsonObject applied(JsonObject operation, JsonObject to) {
        JsonPointer at = pointer(operation, "path");
        try {
            return switch (JsonText.textOf(operation, "op").orElse("")) {
                case "add" -> at.add(to, value(operation));
                case "set" -> set(at, to, value(operation));
                case "replace" -> at.replace(to, value(operation));
                case "remove" -> at.remove(to);
                case "incr" -> set(at, to, sum(at, to, value(operation)));
                case "move" -> moved(pointer(operation, "from"), at, to);
                default -> throw Refusal.badRequest("The patch has an operation that does not exist.");
            };
        } catch (JsonException e) {
            throw Refusal.badRequest("For a patch operation the path does not exist in the document.");
        }
    }

    private JsonPointer pointer(JsonObject operation, String member) {
        String path = JsonText.textOf(operation, member)
                .orElseThrow(() -> Refusal.badRequest("A patch operation lacks its " + member + "."));
        String partition = "/" + String.join("/", container.partitionPath());
        if (path.equals("/id") || path.startsWith("/_") || path.equals(partition)) {
            throw Refusal.badRequest("A patch cannot change the id, the partition key or the system's members.");
        }
        try {
            return JSON.createPointer(path);
        } catch (JsonException e) {
            throw Refusal.badRequest("A patch operation has no path that begins with a slash.");
        }
    }

    private static JsonValue value(JsonObject operation) {
        return Optional.ofNullable(operation.get("value"))
                .orElseThrow(() -> Refusal.badRequest("A patch operation lacks its value."));
    }

    private static JsonObject set(JsonPointer at, JsonObject to, JsonValue value) {
        return at.containsValue(to) ? at.replace(to, value) : at.add(to, value);
    }

    private static JsonValue sum(JsonPointer at, JsonObject to, JsonValue by) {
        JsonValue present = at.containsValue(to) ? at.getValue(to) : JsonText.number(0);
        if (!(present instanceof JsonNumber a) || !(by instanceof JsonNumber b)) {
            throw Refusal.badRequest("Only a number can be incremented, and by a number.");
        }
        return a.isIntegral() && b.isIntegral()
                ? JsonText.number(a.longValue() + b.longValue())
                : JsonText.number(a.doubleValue() + b.doubleValue());
    }

    private static JsonObject moved(JsonPointer from, JsonPointer at, JsonObject in) {
        JsonValue value = from.getValue(in);
        return set(at, from.remove(in), value);
    }
}
