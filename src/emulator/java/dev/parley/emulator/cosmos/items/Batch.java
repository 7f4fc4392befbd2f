package dev.parley.emulator.cosmos.items;

import dev.parley.emulator.cosmos.store.Container;
import dev.parley.emulator.cosmos.store.JsonText;
import dev.parley.emulator.cosmos.store.PartitionKey;
import dev.parley.emulator.cosmos.wire.CosmosReply;
import dev.parley.emulator.cosmos.wire.Refusal;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/** Several operations in one request: as one transaction in one partition, or each for itself (bulk). */
final class Batch {
    private static final int MOST_OPERATIONS = 100;
    private static final int FAILED_WITH_ANOTHER = 424;
    private static final int MULTI_STATUS = 207;

    private final Container container;
    private final List<JsonObject> operations;

    Batch(Container container, JsonArray operations) {
        if (operations.isEmpty()
                || operations.size() > MOST_OPERATIONS
                || !operations.stream().allMatch(JsonObject.class::isInstance)) {
            throw Refusal.badRequest("A batch has one to " + MOST_OPERATIONS + " operations.");
        }
        this.container = container;
        this.operations = operations.getValuesAs(JsonObject.class);
    }

    CosmosReply atomically(PartitionKey partition) {
        List<Outcome> outcomes = new ArrayList<>();
        try {
            container.write(transaction -> {
                Items items = new Items(transaction, partition);
                operations.forEach(each -> outcomes.add(carryOut(items, each)));
                return outcomes;
            });
        } catch (Refusal refusal) {
            return failed(outcomes.size(), refusal);
        }
        JsonArrayBuilder results = JsonText.array();
        for (int i = 0; i < outcomes.size(); i++) {
            results.add(result(outcomes.get(i), operations.get(i)));
        }
        return CosmosReply.of(200, results.build())
                .charged(outcomes.stream().mapToDouble(Outcome::charge).sum());
    }

    private CosmosReply failed(int at, Refusal refusal) {
        JsonArrayBuilder results = JsonText.array();
        for (int i = 0; i < operations.size(); i++) {
            results.add(result(i == at ? refusal.status() : FAILED_WITH_ANOTHER));
        }
        return CosmosReply.of(MULTI_STATUS, results.build()).charged(operations.size());
    }

    CosmosReply eachForItself() {
        JsonArrayBuilder results = JsonText.array();
        boolean allWell = true;
        for (JsonObject each : operations) {
            try {
                PartitionKey partition = ItemPaths.partition(JsonText.textOf(each, "partitionKey"));
                Outcome outcome = container.write(transaction -> carryOut(new Items(transaction, partition), each));
                results.add(result(outcome, each));
            } catch (Refusal refusal) {
                allWell = false;
                results.add(result(refusal.status()));
            }
        }
        return CosmosReply.of(allWell ? 200 : MULTI_STATUS, results.build()).charged(operations.size());
    }

    private static Outcome carryOut(Items items, JsonObject operation) {
        Conditions conditions = new Conditions(JsonText.textOf(operation, "ifMatch"));
        return switch (JsonText.textOf(operation, "operationType").orElse("")) {
            case "Create" -> items.create(body(operation));
            case "Upsert" -> items.upsert(body(operation), conditions);
            case "Read" -> items.read(id(operation));
            case "Replace" -> items.replace(id(operation), body(operation), conditions);
            case "Patch" -> items.patch(id(operation), body(operation), conditions);
            case "Delete" -> items.delete(id(operation), conditions);
            default -> throw Refusal.badRequest("A batch operation has a type that does not exist.");
        };
    }

    private static JsonObject body(JsonObject operation) {
        return operation.get("resourceBody") instanceof JsonObject body ? body : missing("body");
    }

    private static String id(JsonObject operation) {
        return JsonText.textOf(operation, "id").orElseGet(() -> missing("id"));
    }

    private static <T> T missing(String what) {
        throw Refusal.badRequest("A batch operation lacks its " + what + ".");
    }

    private static JsonObject result(Outcome outcome, JsonObject operation) {
        JsonObjectBuilder result = JsonText.object()
                .add("statusCode", outcome.status())
                .add("requestCharge", JsonText.number(outcome.charge()));
        outcome.document().ifPresent(document -> {
            result.add("eTag", document.etag());
            if (!operation.getBoolean("minimalReturnPreference", false)) {
                result.add("resourceBody", document.body());
            }
        });
        return result.build();
    }

    private static JsonObject result(int status) {
        return JsonText.object()
                .add("statusCode", status)
                .add("requestCharge", 1)
                .build();
    }
}
