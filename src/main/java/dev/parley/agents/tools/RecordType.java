package dev.parley.agents.tools;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** A group of values: a JSON object whose properties are the record's components. */
record RecordType(List<Argument> components, Class<?> type) implements ArgumentType {
    @Override
    public JsonObjectBuilder schema() {
        return Argument.schema(components);
    }

    @Override
    public Object read(JsonValue value, String name) {
        if (!(value instanceof JsonObject object)) {
            throw new BadArgument(name + " must be an object");
        }
        var values = Argument.read(components, object, name + ".");
        try {
            return constructor().newInstance(values);
        } catch (ReflectiveOperationException e) {
            // the record's own check refused it, perhaps quoting the value
            throw new BadArgument(name + " is not valid");
        }
    }

    private Constructor<?> constructor() throws NoSuchMethodException {
        var constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new));
        constructor.trySetAccessible();
        return constructor;
    }
}
