package dev.parley.agents.tools;

import static dev.parley.web.Json.JSON;

import dev.parley.agents.ToolParam;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One named argument of a tool, or one component of a record.
 *
 * @param name in the schema
 * @param description for the model
 * @param required whether the model must give it
 * @param type its type
 */
record Argument(String name, String description, boolean required, ArgumentType type) {
    static Argument of(Parameter parameter) {
        return of(parameter.getName(), parameter.getParameterizedType(), parameter.getAnnotation(ToolParam.class));
    }

    static List<Argument> componentsOf(Class<?> recordType) {
        return Arrays.stream(recordType.getRecordComponents())
                .map(component ->
                        of(component.getName(), component.getGenericType(), component.getAnnotation(ToolParam.class)))
                .toList();
    }

    private static Argument of(String javaName, Type javaType, ToolParam says) {
        var type = ArgumentType.of(javaType);
        var given = Optional.ofNullable(says);
        return new Argument(
                given.map(ToolParam::name).filter(name -> !name.isEmpty()).orElse(ArgumentType.snakeCase(javaName)),
                given.map(ToolParam::description).orElse(""),
                !(type instanceof OptionalType)
                        && given.map(ToolParam::required).orElse(true),
                type);
    }

    /** Schema of an object with these properties and no others. */
    static JsonObjectBuilder schema(List<Argument> arguments) {
        var properties = JSON.createObjectBuilder();
        var required = JSON.createArrayBuilder();
        for (var argument : arguments) {
            var schema = argument.type.schema();
            if (!argument.description.isEmpty()) {
                schema.add("description", argument.description);
            }
            properties.add(argument.name, schema);
            if (argument.required) {
                required.add(argument.name);
            }
        }
        return ArgumentType.typed("object")
                .add("properties", properties)
                .add("required", required)
                .add("additionalProperties", false);
    }

    /**
     * The values in order.
     *
     * @throws BadArgument when one is missing, unknown or does not fit
     */
    static Object[] read(List<Argument> arguments, JsonObject object, String prefix) {
        var known = arguments.stream().map(Argument::name).collect(Collectors.toSet());
        for (var name : object.keySet()) {
            if (!known.contains(name)) {
                throw new BadArgument("there is no such argument as the one you gave; known are: "
                        + String.join(
                                ", ", arguments.stream().map(Argument::name).toList()));
            }
        }
        return arguments.stream()
                .map(argument -> argument.read(object.get(argument.name), prefix))
                .toArray();
    }

    private Object read(JsonValue value, String prefix) {
        if (value != null && value != JsonValue.NULL) {
            return type.read(value, prefix + name);
        }
        if (required) {
            throw new BadArgument(prefix + name + " is missing: " + description);
        }
        return type.missing();
    }
}
