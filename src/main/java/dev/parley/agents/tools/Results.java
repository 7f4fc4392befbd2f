package dev.parley.agents.tools;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a tool returns, as the model reads it: a text as it is, anything else as JSON with names in snake case. */
final class Results {
    private Results() {}

    static String text(Object result) {
        return result instanceof CharSequence text
                ? text.toString()
                : json(result).toString();
    }

    static String error(String message) {
        return JSON.createObjectBuilder().add("error", message).build().toString();
    }

    private static JsonValue json(Object value) {
        return switch (value == null ? Optional.empty() : value) {
            case JsonValue json -> json;
            case Optional<?> maybe -> maybe.map(Results::json).orElse(JsonValue.NULL);
            case Boolean flag -> flag ? JsonValue.TRUE : JsonValue.FALSE;
            case Integer number -> JSON.createValue(number);
            case Long number -> JSON.createValue(number);
            case Number number -> JSON.createValue(number.doubleValue());
            case Enum<?> one -> JSON.createValue(one.name().toLowerCase(Locale.ROOT));
            case Record group -> components(group);
            case Map<?, ?> map -> {
                var object = JSON.createObjectBuilder();
                map.forEach((key, item) -> object.add(String.valueOf(key), json(item)));
                yield object.build();
            }
            case Collection<?> items -> {
                var array = JSON.createArrayBuilder();
                items.forEach(item -> array.add(json(item)));
                yield array.build();
            }
            default -> JSON.createValue(value.toString());
        };
    }

    /** Without what is empty: the model would read it out. */
    private static JsonValue components(Record group) {
        var object = JSON.createObjectBuilder();
        for (var component : group.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                accessor.trySetAccessible();
                var value = json(accessor.invoke(group));
                if (value != JsonValue.NULL) {
                    object.add(ArgumentType.snakeCase(component.getName()), value);
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("the result of a tool cannot be read", e);
            }
        }
        return object.build();
    }
}
