package dev.parley.agents.prompty;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema of a persona's front matter: the one source of what keys there are, their ranges and their defaults.
 * Immutable.
 */
final class PersonaSchema {
    private static final String RESOURCE = "persona.schema.json";

    private final String text;
    private final JsonNode root;
    private final Schema schema;
    private final Map<String, Object> defaults = new LinkedHashMap<>();
    private final ObjectMapper json = new ObjectMapper();

    private PersonaSchema(String text) throws IOException {
        this.text = text;
        this.root = json.readTree(text);
        this.schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
        collectDefaults(root, "");
    }

    /** The one that comes with this class. */
    static PersonaSchema ofParley() {
        try (var resource = PersonaSchema.class.getResourceAsStream(RESOURCE)) {
            return new PersonaSchema(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE, e);
        }
    }

    String text() {
        return text;
    }

    /** By path, as {@code parley.turns.guesses}, items of a list as {@code *}: numbers, texts, booleans, lists of texts. */
    Map<String, Object> defaults() {
        return Collections.unmodifiableMap(defaults);
    }

    /** Tells what is wrong with the values of a front matter. */
    void check(Map<String, Object> values, Findings findings) {
        for (Error error : schema.validate(json.<JsonNode>valueToTree(withoutNulls(values)))) {
            var pointer =
                    JsonPointer.compile(error.getSchemaLocation().getFragment().toString());
            var wording = new SchemaWording(path(error), root.at(pointer.head()));
            findings.error(wording.at(error), wording.of(error));
        }
    }

    private static String path(Error error) {
        var location = error.getInstanceLocation();
        var names = new ArrayList<String>();
        for (int i = 0; i < location.getNameCount(); i++) {
            names.add(String.valueOf(location.getElement(i)));
        }
        return String.join(".", names);
    }

    /** A key without a value says nothing. */
    private static Object withoutNulls(Object value) {
        if (value instanceof Map<?, ?> map) {
            var result = new LinkedHashMap<Object, Object>();
            map.forEach((key, item) -> {
                if (item != null) {
                    result.put(key, withoutNulls(item));
                }
            });
            return result;
        }
        return value instanceof List<?> list
                ? list.stream().map(PersonaSchema::withoutNulls).toList()
                : value;
    }

    private void collectDefaults(JsonNode node, String path) {
        var target = node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
        if (node.has("default")) {
            defaults.put(path, json.convertValue(node.get("default"), Object.class));
        }
        target.path("properties")
                .properties()
                .forEach(entry -> collectDefaults(
                        entry.getValue(), path.isEmpty() ? entry.getKey() : path + "." + entry.getKey()));
        if (target.has("items")) {
            collectDefaults(target.get("items"), path + ".*");
        }
    }
}
