package dev.parley.emulator.cosmos.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Some documents of a longer list.
 *
 * @param documents in JSON
 * @param more whether the list goes on
 * @param lastNumber number of the last one, where the next page of a query begins
 * @param lastLsn lsn of the last one, where the next page of the change feed begins
 */
public record Page(List<String> documents, boolean more, long lastNumber, long lastLsn) {
    public Page {
        documents = List.copyOf(documents);
    }

    /** The most that a page may hold; one document always fits. */
    public record Size(int documents, int characters) {
        /** An answer of the service has at most 4 MB (service limits, read November 2026). */
        private static final int MOST_CHARACTERS = 4_000_000;

        private static final int MOST_DOCUMENTS = 1000;

        /** A page as a client asks for it; less than one is no limit of its own. */
        public static Size of(int documents) {
            return new Size(documents < 1 ? MOST_DOCUMENTS : Math.min(documents, MOST_DOCUMENTS), MOST_CHARACTERS);
        }
    }

    static final class Builder {
        private final Size size;
        private final List<String> documents = new ArrayList<>();
        private long characters;
        private long lastNumber;
        private long lastLsn;

        Builder(Size size) {
            this.size = size;
        }

        boolean hasRoom() {
            return documents.size() < size.documents() && characters < size.characters();
        }

        void add(Document document) {
            String json = document.body().toString();
            documents.add(json);
            characters += json.length();
            lastNumber = document.number();
            lastLsn = document.lsn();
        }

        Page build(boolean more) {
            return new Page(documents, more, lastNumber, lastLsn);
        }
    }
}
