package dev.parley.emulator.thinking;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A tool as its schema describes it; nested objects and lists count as one parameter each. */
public record ToolSpec(String name, String description, List<Param> params) {
    public ToolSpec {
        params = List.copyOf(params);
    }

    /**
     * @param type JSON schema type: string, integer, number, boolean, array, object
     * @param choices values of an enumeration, empty otherwise
     */
    public record Param(String name, String type, String description, boolean required, List<String> choices) {
        public Param {
            choices = List.copyOf(choices);
        }

        /** Name and description in lower case: what words about this parameter are compared with. */
        String about() {
            return (Words.spelled(name) + " " + description).toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param schema JSON schema of the arguments object; members it lacks are taken as absent
     */
    public static ToolSpec of(String name, String description, JsonObject schema) {
        List<String> required = strings(schema.get("required"));
        List<Param> params = new ArrayList<>();
        if (schema.get("properties") instanceof JsonObject properties) {
            properties.forEach((param, value) -> {
                if (value instanceof JsonObject shape) {
                    params.add(new Param(
                            param,
                            type(shape),
                            shape.getString("description", ""),
                            required.contains(param) && !nullable(shape),
                            strings(shape.get("enum"))));
                }
            });
        }
        return new ToolSpec(name, description, params);
    }

    /** A tool that ends the call. */
    boolean ends() {
        return name.matches("(?i)(end|finish|close|terminate)[_-]?(the[_-]?)?(call|conversation)|hang[_-]?up|goodbye");
    }

    /** A tool that hands the call to another agent. */
    boolean handsOver() {
        return handsOver(name);
    }

    static boolean handsOver(String name) {
        return name.matches("(?i)(hand[_-]?(off|over)|transfer)[_-]to[_-].*");
    }

    /** Whether using it changes something: the caller likes to hear that it is done. */
    boolean acts() {
        return name.matches(
                "(?i)(place|take|book|create|make|cancel|add|leave|send|reserve|change|update|schedule)[_-].*");
    }

    private static String type(JsonObject shape) {
        return strings(shape.get("type")).stream()
                .filter(type -> !type.equals("null"))
                .findFirst()
                .orElse("string");
    }

    private static boolean nullable(JsonObject shape) {
        return strings(shape.get("type")).contains("null");
    }

    private static List<String> strings(JsonValue value) {
        Stream<? extends JsonValue> values =
                switch (value) {
                    case null -> Stream.empty();
                    case jakarta.json.JsonArray array -> array.stream();
                    default -> Stream.of(value);
                };
        return values.filter(JsonString.class::isInstance)
                .map(each -> ((JsonString) each).getString())
                .toList();
    }
}
