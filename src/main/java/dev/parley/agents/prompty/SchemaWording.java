package dev.parley.agents.prompty;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the schema's checker found, in plain words and without the value.
 *
 * @param path of what is wrong
 * @param schema that it breaks
 */
record SchemaWording(String path, JsonNode schema) {
    private static final Map<String, String> KINDS = Map.of(
            "string", "a text",
            "integer", "a whole number",
            "number", "a number",
            "boolean", "true or false",
            "array", "a list",
            "object", "a group of keys");

    /** Where to show it: an unknown key itself, not the group around it. */
    String at(Error error) {
        return error.getKeyword().equals("additionalProperties") ? path + "." + error.getProperty() : path;
    }

    String of(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" ->
                "unknown key " + at(error) + Nearest.hint(error.getProperty(), names("properties"));
            case "required" -> path + "." + error.getProperty() + " is needed";
            case "enum" -> path + " must be one of " + String.join(", ", texts("enum"));
            case "const" -> path + " must be " + schema.path("const");
            case "type" -> type(error);
            case "minimum", "maximum" -> path + " must be " + kind() + range();
            case "minLength", "maxLength" -> path + " must have " + bounds("minLength", "maxLength") + " characters";
            case "minItems", "maxItems" -> path + " must have " + bounds("minItems", "maxItems") + " entries";
            case "pattern" -> path + " must look like " + String.join(" or ", texts("examples"));
            case "uniqueItems" -> path + " has an entry twice";
            default -> path + " does not fit the schema (" + error.getKeyword() + ")";
        };
    }

    private String type(Error error) {
        var expected = kind();
        var quotable = expected.equals("a text")
                && error.getInstanceNode() != null
                && error.getInstanceNode().isValueNode();
        return path + " must be " + expected + range() + (quotable ? ", in quotes" : "");
    }

    private String kind() {
        var type = schema.path("type");
        var names = new ArrayList<String>();
        if (type.isArray()) {
            type.forEach(name -> names.add(name.asText()));
        } else {
            names.add(type.asText());
        }
        if (names.equals(List.of("array")) && schema.at("/items/type").asText().equals("string")) {
            return "a list of texts";
        }
        return names.stream().map(name -> KINDS.getOrDefault(name, name)).collect(Collectors.joining(" or "));
    }

    private String range() {
        return schema.has("minimum") ? " from " + schema.path("minimum") + " to " + schema.path("maximum") : "";
    }

    private String bounds(String least, String most) {
        return schema.has(least) ? schema.path(least) + " to " + schema.path(most) : "at most " + schema.path(most);
    }

    private List<String> names(String key) {
        var names = new ArrayList<String>();
        schema.path(key).fieldNames().forEachRemaining(names::add);
        return names;
    }

    private List<String> texts(String key) {
        var texts = new ArrayList<String>();
        schema.path(key).forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
