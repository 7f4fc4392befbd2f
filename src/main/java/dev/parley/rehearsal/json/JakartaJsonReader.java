package dev.parley.rehearsal.json;

import static dev.parley.web.Json.JSON;

import dev.parley.rehearsal.JsonReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads JSON by the platform's parser. */
@ApplicationScoped
public class JakartaJsonReader implements JsonReader {
    @Override
    public Optional<Map<String, Object>> object(String json) {
        try (var reader = JSON.createReader(new StringReader(json))) {
            return reader.read() instanceof JsonObject object ? Optional.of(map(object)) : Optional.empty();
        } catch (RuntimeException e) { // too deep a nesting is no JsonException
            return Optional.empty(); // what is no JSON says so by this; its text may be a caller's
        }
    }

    private static Map<String, Object> map(JsonObject object) {
        var map = new LinkedHashMap<String, Object>();
        object.forEach((key, value) -> {
            if (value != JsonValue.NULL) {
                map.put(key, plain(value));
            }
        });
        return map;
    }

    private static Object plain(JsonValue value) {
        return switch (value) {
            case JsonString text -> text.getString();
            case JsonNumber number -> number.bigDecimalValue();
            case JsonArray items ->
                items.stream()
                        .filter(item -> item != JsonValue.NULL)
                        .map(JakartaJsonReader::plain)
                        .toList();
            case JsonObject inner -> map(inner);
            default -> value == JsonValue.TRUE;
        };
    }
}
