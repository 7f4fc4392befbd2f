package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A container within one transaction: it sees its own changes, and nobody else does before it ends. Used by one thread. */
public final class Transaction {
    private final Definition container;
    private final Clock clock;
    private final Function<Document.Place, Optional<Document>> before;
    private final Map<Document.Place, Optional<Document>> changed = new LinkedHashMap<>();
    private final List<Long> gone = new ArrayList<>();
    private long lsn;
    private long number;

    Transaction(
            Definition container,
            long lsn,
            long number,
            Clock clock,
            Function<Document.Place, Optional<Document>> before) {
        this.container = container;
        this.lsn = lsn;
        this.number = number;
        this.clock = clock;
        this.before = before;
    }

    public Definition container() {
        return container;
    }

    public Optional<Document> find(PartitionKey partition, String id) {
        Document.Place place = new Document.Place(partition, id);
        return changed.containsKey(place) ? changed.get(place) : before.apply(place);
    }

    /** Writes a document over the one of its id, if any, and gives it back with the system's own members. */
    public Document put(PartitionKey partition, String id, JsonObject content) {
        Document.Place place = new Document.Place(partition, id);
        long own = find(partition, id).map(Document::number).orElseGet(() -> ++number);
        lsn++;
        long ts = clock.instant().getEpochSecond();
        String rid = Rid.of(container.database(), container.number(), own);
        String etag = String.format("\"%08x-0000-0000-0000-%012x\"", container.number(), lsn);
        JsonObject body = JsonText.object(content)
                .add("_rid", rid)
                .add(
                        "_self",
                        "dbs/" + Rid.of(container.database()) + "/colls/" + container.rid() + "/docs/" + rid + "/")
                .add("_etag", etag)
                .add("_attachments", "attachments/")
                .add("_ts", ts)
                .build();
        Document document = new Document(partition, id, own, lsn, body);
        changed.put(place, Optional.of(document));
        return document;
    }

    public void delete(Document document) {
        lsn++;
        gone.add(document.number());
        changed.put(document.place(), Optional.empty());
    }

    Change change() {
        List<Document> put = changed.values().stream().flatMap(Optional::stream).toList();
        return new Change(lsn, number, put, gone);
    }
}
