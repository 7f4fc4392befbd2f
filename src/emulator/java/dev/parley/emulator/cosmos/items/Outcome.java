package dev.parley.emulator.cosmos.items;

import dev.parley.emulator.cosmos.store.Document;
import java.util.Optional;

/** What became of one operation on a document. */
record Outcome(int status, Optional<Document> document, double charge) {
    /** Units that the service bills for a small read, write and deletion with its usual index (measured by its own docs). */
    private static final double READ = 1;

    private static final double WRITE = 5.71;

    static Outcome read(Document document) {
        return new Outcome(200, Optional.of(document), READ);
    }

    static Outcome written(int status, Document document) {
        return new Outcome(status, Optional.of(document), WRITE);
    }

    static Outcome deleted() {
        return new Outcome(204, Optional.empty(), WRITE);
    }
}
