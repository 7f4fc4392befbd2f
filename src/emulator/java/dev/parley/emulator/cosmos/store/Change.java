package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * All that one transaction changed; it is applied whole or not at all.
 *
 * @param lastLsn the container's after it
 * @param lastNumber the container's after it
 * @param gone numbers of the documents that were deleted
 */
record Change(long lastLsn, long lastNumber, List<Document> put, List<Long> gone) {
    Change {
        put = List.copyOf(put);
        gone = List.copyOf(gone);
    }

    boolean isNothing() {
        return put.isEmpty() && gone.isEmpty();
    }

    JsonObject toJson() {
        JsonArrayBuilder documents = JsonText.array();
        for (Document each : put) {
            documents.add(JsonText.object()
                    .add("number", each.number())
                    .add("lsn", each.lsn())
                    .add("body", each.body()));
        }
        JsonArrayBuilder deleted = JsonText.array();
        gone.forEach(deleted::add);
        return JsonText.object()
                .add("lsn", lastLsn)
                .add("number", lastNumber)
                .add("put", documents)
                .add("gone", deleted)
                .build();
    }

    static Change of(JsonObject json, Definition container) {
        return new Change(
                json.getJsonNumber("lsn").longValue(),
                json.getJsonNumber("number").longValue(),
                json.getJsonArray("put").stream()
                        .map(each -> document(each.asJsonObject(), container))
                        .toList(),
                json.getJsonArray("gone").getValuesAs(JsonNumber.class).stream()
                        .map(JsonNumber::longValue)
                        .toList());
    }

    private static Document document(JsonValue json, Definition container) {
        JsonObject body = json.asJsonObject().getJsonObject("body");
        return new Document(
                container.partitionOf(body),
                body.getString("id"),
                json.asJsonObject().getJsonNumber("number").longValue(),
                json.asJsonObject().getJsonNumber("lsn").longValue(),
                body);
    }
}
