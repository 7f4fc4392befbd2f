package dev.parley.emulator.cosmos.query;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/**
 * Documents by the value at a path, ascending: those without it first, then by type, then by value (query reference, "ORDER BY",
 * read November 2026).
 */
record ByPath(Function<JsonObject, Optional<JsonValue>> at) implements Comparator<JsonObject> {
    @Override
    public int compare(JsonObject first, JsonObject second) {
        Optional<JsonValue> a = at.apply(first);
        Optional<JsonValue> b = at.apply(second);
        int byType = Integer.compare(rank(a), rank(b));
        return byType != 0 || a.isEmpty() ? byType : compare(a.get(), b.orElseThrow());
    }

    private static int rank(Optional<JsonValue> value) {
        return value.map(present -> switch (present.getValueType()) {
                    case NULL -> 1;
                    case FALSE -> 2;
                    case TRUE -> 3;
                    case NUMBER -> 4;
                    case STRING -> 5;
                    case ARRAY -> 6;
                    case OBJECT -> 7;
                })
                .orElse(0);
    }

    private static int compare(JsonValue a, JsonValue b) {
        if (a instanceof JsonString left && b instanceof JsonString right) {
            return left.getString().compareTo(right.getString());
        }
        if (a instanceof JsonNumber left && b instanceof JsonNumber right) {
            return Double.compare(left.doubleValue(), right.doubleValue());
        }
        return 0;
    }
}
