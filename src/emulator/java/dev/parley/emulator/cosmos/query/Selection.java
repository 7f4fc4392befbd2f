package dev.parley.emulator.cosmos.query;

import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a query selects.
 *
 * @param wanted whether it selects a document
 * @param top empty: all of them, in order of creation
 */
public record Selection(Predicate<JsonObject> wanted, Optional<Top> top) implements Predicate<JsonObject> {
    /** The first {@code most} in this order. */
    public record Top(int most, Comparator<JsonObject> order) {}

    @Override
    public boolean test(JsonObject document) {
        return wanted.test(document);
    }
}
