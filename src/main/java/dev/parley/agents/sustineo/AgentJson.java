package dev.parley.agents.sustineo;

import static dev.parley.web.Json.JSON;

import dev.parley.agents.ToolSchema;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;

/** Tools as this contract writes them: parameters in a list, each with what a JSON schema would say of it. */
final class AgentJson {
    private static final String TYPE = "function_agent";

    private AgentJson() {}

    static JsonArray agents(List<ToolSchema> tools) {
        return list(tools.stream().map(AgentJson::agent).toList());
    }

    static JsonObject agent(ToolSchema tool) {
        return JSON.createObjectBuilder()
                .add("id", tool.name())
                .add("name", tool.name())
                .add("type", TYPE)
                .add("description", tool.description())
                .add("parameters", parameters(tool, true))
                .add("options", JsonValue.EMPTY_JSON_OBJECT)
                .build();
    }

    static JsonArray functions(List<ToolSchema> tools) {
        return list(tools.stream()
                .map(tool -> JSON.createObjectBuilder()
                        .add("name", tool.name())
                        .add("parameters", parameters(tool, false))
                        .build())
                .toList());
    }

    private static JsonArray list(List<JsonObject> objects) {
        return JSON.createArrayBuilder(objects).build();
    }

    private static JsonArrayBuilder parameters(ToolSchema tool, boolean described) {
        var schema = schema(tool);
        var required = texts(schema.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY));
        var parameters = JSON.createArrayBuilder();
        if (schema.get("properties") instanceof JsonObject properties) {
            properties.forEach((name, property) -> {
                var of = property instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
                var parameter =
                        JSON.createObjectBuilder().add("name", name).add("type", of.getString("type", "string"));
                if (described) {
                    parameter
                            .add("description", of.getString("description", ""))
                            .add("required", required.contains(name));
                }
                parameters.add(parameter);
            });
        }
        return parameters;
    }

    private static JsonObject schema(ToolSchema tool) {
        try (JsonReader reader = JSON.createReader(new StringReader(tool.parameters()))) {
            return reader.readObject();
        }
    }

    private static List<String> texts(JsonValue list) {
        return list instanceof JsonArray array
                ? array.stream()
                        .filter(JsonString.class::isInstance)
                        .map(text -> ((JsonString) text).getString())
                        .toList()
                : List.of();
    }
}
