package dev.parley.emulator.cosmos.store;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/**
 * The value by which a container divides its documents.
 *
 * @param canonical the value as text, the same for equal values ({@code 5} and {@code 5.0})
 */
public record PartitionKey(String canonical) {
    /** Of documents that have no such member. */
    public static final PartitionKey NONE = new PartitionKey("{}");

    /**
     * Of a value of a document or of the request header, where an empty object stands for no value.
     *
     * @throws IllegalArgumentException if it can be no partition key
     */
    public static PartitionKey of(JsonValue value) {
        if (value instanceof JsonString text) {
            return new PartitionKey("s" + text.getString());
        }
        if (value instanceof JsonNumber number) {
            return new PartitionKey("n" + number.doubleValue());
        }
        return value.equals(JsonValue.EMPTY_JSON_OBJECT) ? NONE : constant(value);
    }

    private static PartitionKey constant(JsonValue value) {
        return switch (value.getValueType()) {
            case TRUE, FALSE, NULL -> new PartitionKey(value.toString());
            default -> throw new IllegalArgumentException("No partition key: " + value.getValueType());
        };
    }
}
