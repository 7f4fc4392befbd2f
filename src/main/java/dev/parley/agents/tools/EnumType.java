package dev.parley.agents.tools;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One of a few values; the model sees them in lower case. */
record EnumType(Class<?> type) implements ArgumentType {
    @Override
    public JsonObjectBuilder schema() {
        return ArgumentType.typed("string").add("enum", JSON.createArrayBuilder(names()));
    }

    @Override
    public Object read(JsonValue value, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(one -> value instanceof JsonString text
                        && nameOf(one).equalsIgnoreCase(text.getString().strip()))
                .findFirst()
                .orElseThrow(() -> new BadArgument(name + " must be one of " + String.join(", ", names())));
    }

    private List<String> names() {
        return Arrays.stream(type.getEnumConstants()).map(EnumType::nameOf).toList();
    }

    private static String nameOf(Object one) {
        return ((Enum<?>) one).name().toLowerCase(Locale.ROOT);
    }
}
