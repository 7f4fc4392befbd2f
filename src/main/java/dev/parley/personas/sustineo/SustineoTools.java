package dev.parley.personas.sustineo;

import static dev.parley.web.Json.JSON;

import dev.parley.agents.ToolSchema;
import dev.parley.personas.ClientTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tools in the shape of this contract: parameters in a list, a name for people (prior-systems §3.8). */
@ApplicationScoped
public class SustineoTools implements ClientTools {
    /** What the model takes for a name (azure-openai-chat §3). */
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");

    private static final Set<String> TYPES = Set.of("string", "number", "integer", "boolean", "array", "object");
    private static final String NO_DESCRIPTION = "No Description";

    @Override
    public List<ToolSchema> schemas(String json) {
        var schemas = new ArrayList<ToolSchema>();
        var names = new HashSet<String>();
        for (var tool : array(json)) {
            schema(tool).filter(schema -> names.add(schema.name())).ifPresent(schemas::add);
        }
        return List.copyOf(schemas);
    }

    private static JsonArray array(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readArray();
        }
    }

    private static Optional<ToolSchema> schema(JsonValue tool) {
        if (!(tool instanceof JsonObject json)) {
            return Optional.empty();
        }
        var name = text(json, "name").strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        return Optional.of(name)
                .filter(NAME.asMatchPredicate())
                .map(good -> new ToolSchema(good, description(json), parameters(json)));
    }

    private static String parameters(JsonObject tool) {
        var properties = JSON.createObjectBuilder();
        var required = JSON.createArrayBuilder();
        if (tool.get("parameters") instanceof JsonArray parameters) {
            for (var parameter : parameters) {
                if (parameter instanceof JsonObject of && !text(of, "name").isBlank()) {
                    properties.add(text(of, "name"), property(of));
                    if (of.get("required") == JsonValue.TRUE) {
                        required.add(text(of, "name"));
                    }
                }
            }
        }
        return JSON.createObjectBuilder()
                .add("type", "object")
                .add("properties", properties)
                .add("required", required)
                .build()
                .toString();
    }

    private static JsonObjectBuilder property(JsonObject parameter) {
        var type = text(parameter, "type");
        return JSON.createObjectBuilder()
                .add("type", TYPES.contains(type) ? type : "string")
                .add("description", description(parameter));
    }

    private static String description(JsonObject json) {
        var description = text(json, "description");
        return description.isBlank() ? NO_DESCRIPTION : description;
    }

    private static String text(JsonObject json, String name) {
        return json.get(name) instanceof JsonString text ? text.getString() : "";
    }
}
