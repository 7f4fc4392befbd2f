package dev.parley.emulator.cosmos.items;

import dev.parley.emulator.cosmos.store.Definition;
import dev.parley.emulator.cosmos.store.Document;
import dev.parley.emulator.cosmos.store.JsonText;
import dev.parley.emulator.cosmos.store.PartitionKey;
import dev.parley.emulator.cosmos.store.Transaction;
import dev.parley.emulator.cosmos.wire.Refusal;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The operations on one document within a transaction. Each throws a {@link Refusal} before it changes anything.
 *
 * <p>Limits: Azure Cosmos DB service quotas, read November 2026.
 */
record Items(Transaction transaction, PartitionKey partition) {
    static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_ID_BYTES = 1023;
    private static final Pattern NOT_IN_ID = Pattern.compile("[/\\\\?#]");

    Outcome read(String id) {
        return Outcome.read(present(id));
    }

    Outcome create(JsonObject content) {
        String id = id(content);
        if (transaction.find(partition, id).isPresent()) {
            throw Refusal.taken();
        }
        return Outcome.written(201, put(id, content));
    }

    /** Creates the document where there is none, whatever the condition says: so does the service. */
    Outcome upsert(JsonObject content, Conditions conditions) {
        String id = id(content);
        Optional<Document> present = transaction.find(partition, id);
        present.ifPresent(conditions::check);
        return Outcome.written(present.isPresent() ? 200 : 201, put(id, content));
    }

    Outcome replace(String id, JsonObject content, Conditions conditions) {
        conditions.check(present(id));
        if (!id(content).equals(id)) {
            throw Refusal.badRequest("The id of the document is not that of the request.");
        }
        return Outcome.written(200, put(id, content));
    }

    Outcome patch(String id, JsonObject patch, Conditions conditions) {
        Document present = present(id);
        conditions.check(present);
        return Outcome.written(
                200, put(id, Patch.of(patch, transaction.container()).applied(present.body())));
    }

    Outcome delete(String id, Conditions conditions) {
        Document present = present(id);
        conditions.check(present);
        transaction.delete(present);
        return Outcome.deleted();
    }

    private Document present(String id) {
        return transaction.find(partition, id).orElseThrow(Refusal::notFound);
    }

    private Document put(String id, JsonObject content) {
        Definition container = transaction.container();
        if (!partitionOf(container, content).equals(partition)) {
            throw Refusal.otherPartition();
        }
        return transaction.put(partition, id, content);
    }

    private static PartitionKey partitionOf(Definition container, JsonObject content) {
        try {
            return container.partitionOf(content);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("The partition key of the document is neither text, number, boolean nor null.");
        }
    }

    private static String id(JsonObject content) {
        String id = JsonText.textOf(content, "id")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> Refusal.badRequest(
                        "The input content is invalid because the required properties - 'id; ' - are missing"));
        if (id.getBytes(StandardCharsets.UTF_8).length > MOST_ID_BYTES
                || NOT_IN_ID.matcher(id).find()) {
            throw Refusal.badRequest("The id is too long or has one of the characters / \\ ? #");
        }
        return id;
    }
}
