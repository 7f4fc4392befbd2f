package dev.parley.agents.tools;

import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;

/** Several of the same; a single value counts as a list of one. */
record ListType(ArgumentType item) implements ArgumentType {
    private static final int MOST = 100;

    @Override
    public JsonObjectBuilder schema() {
        return ArgumentType.typed("array").add("items", item.schema());
    }

    @Override
    public Object read(JsonValue value, String name) {
        if (!(value instanceof JsonArray array)) {
            return List.of(item.read(value, name));
        }
        if (array.size() > MOST) {
            throw new BadArgument(name + " may have at most " + MOST + " entries");
        }
        return array.stream()
                .map(one -> item.read(one, "each entry of " + name))
                .toList();
    }

    @Override
    public Object missing() {
        return List.of();
    }
}
