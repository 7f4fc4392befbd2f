package dev.parley.agents.prompty;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** A value of a persona file as JSON; a text stays as it is. */
final class JsonText {
    private JsonText() {}

    static String of(Object value) {
        return value instanceof String text ? text.strip() : json(value).toString();
    }

    private static JsonValue json(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        return switch (value) {
            case Boolean flag -> flag ? JsonValue.TRUE : JsonValue.FALSE;
            case Number number -> JSON.createValue(new BigDecimal(number.toString()));
            case Map<?, ?> map -> {
                var object = JSON.createObjectBuilder();
                map.forEach((key, item) -> object.add(String.valueOf(key), json(item)));
                yield object.build();
            }
            case List<?> items -> {
                var array = JSON.createArrayBuilder();
                items.forEach(item -> array.add(json(item)));
                yield array.build();
            }
            default -> JSON.createValue(value.toString());
        };
    }
}
