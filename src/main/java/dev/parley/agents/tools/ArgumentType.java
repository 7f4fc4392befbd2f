package dev.parley.agents.tools;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A Java type as an argument of a tool: its JSON schema, and how a JSON value of the model becomes a value of it. */
sealed interface ArgumentType permits ScalarType, EnumType, ListType, OptionalType, RecordType {
    /** The schema, without a description. */
    JsonObjectBuilder schema();

    /**
     * The value; forgiving where no harm is done, a number in quotes is a number.
     *
     * @param name of the argument, for the message
     * @throws BadArgument when it does not fit
     */
    Object read(JsonValue value, String name);

    /** What stands in for an argument that is not there. */
    default Object missing() {
        return null;
    }

    /** @throws IllegalArgumentException when no tool can take such an argument */
    static ArgumentType of(Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            return new ListType(of(generic.getActualTypeArguments()[0]));
        }
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return new OptionalType(of(generic.getActualTypeArguments()[0]));
        }
        if (type instanceof Class<?> plain && plain.isEnum()) {
            return new EnumType(plain);
        }
        if (type instanceof Class<?> plain && plain.isRecord()) {
            return new RecordType(Argument.componentsOf(plain), plain);
        }
        for (var scalar : ScalarType.values()) {
            if (scalar.is(type)) {
                return scalar;
            }
        }
        throw new IllegalArgumentException("a tool cannot take a " + type.getTypeName());
    }

    /** {@code orderId} as {@code order_id}. */
    static String snakeCase(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }

    static JsonObjectBuilder typed(String type) {
        return JSON.createObjectBuilder().add("type", type);
    }
}
