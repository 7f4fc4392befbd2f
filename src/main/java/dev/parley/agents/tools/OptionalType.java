package dev.parley.agents.tools;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;

/** Something that may be left out. */
record OptionalType(ArgumentType of) implements ArgumentType {
    @Override
    public JsonObjectBuilder schema() {
        return of.schema();
    }

    @Override
    public Object read(JsonValue value, String name) {
        return Optional.of(of.read(value, name));
    }

    @Override
    public Object missing() {
        return Optional.empty();
    }
}
