package dev.parley.emulator.realtime.settings;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.Members;
import dev.parley.emulator.thinking.ToolSpec;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The functions of a session and which of them may or must be called. */
final class ToolList {
    private static final int MOST = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final List<String> CHOICES = List.of("auto", "none", "required");

    private ToolList() {}

    static JsonArray checked(JsonArray given, String where) {
        if (given.size() > MOST) {
            throw BadEvent.at(where, "array_above_max_length", "Invalid '" + where + "': too many tools.");
        }
        var tools = JSON.createArrayBuilder();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < given.size(); i++) {
            String path = where + "[" + i + "]";
            Members tool = Members.of(given.get(i), path).only("type", "name", "description", "parameters");
            tool.needChoice("type", List.of("function"));
            String name = tool.needText("name");
            if (!NAME.matcher(name).matches() || !names.add(name)) {
                throw BadEvent.at(
                        path + ".name",
                        "invalid_value",
                        "Invalid '" + path + ".name': expected a unique name of letters, digits, '_' and '-'.");
            }
            tools.add(JSON.createObjectBuilder()
                    .add("type", "function")
                    .add("name", name)
                    .add("description", tool.text("description").orElse(""))
                    .add("parameters", parameters(tool)));
        }
        return tools.build();
    }

    private static JsonObject parameters(Members tool) {
        JsonObject schema = tool.object("parameters").map(Members::json).orElseGet(() -> JSON.createObjectBuilder()
                .add("type", "object")
                .add("properties", JsonValue.EMPTY_JSON_OBJECT)
                .build());
        if (schema.containsKey("type") && !"object".equals(schema.getString("type", ""))) {
            throw BadEvent.at(
                    tool.path("parameters"),
                    "invalid_function_parameters",
                    "Invalid '" + tool.path("parameters") + "': schema must be of 'type: \"object\"'.");
        }
        return schema;
    }

    static JsonValue checkedChoice(Members given, String member) {
        if (given.value(member) instanceof JsonString) {
            return JSON.createValue(given.needChoice(member, CHOICES));
        }
        Members named = given.needObject(member).only("type", "name");
        named.needChoice("type", List.of("function"));
        named.needText("name");
        return named.json();
    }

    /** The tools that may be called. */
    static List<ToolSpec> allowed(JsonArray tools, JsonValue choice) {
        List<ToolSpec> allowed = new ArrayList<>();
        for (JsonObject tool : tools.getValuesAs(JsonObject.class)) {
            String name = tool.getString("name");
            boolean may = choice instanceof JsonObject named
                    ? named.getString("name").equals(name)
                    : !((JsonString) choice).getString().equals("none");
            if (may) {
                allowed.add(ToolSpec.of(name, tool.getString("description"), tool.getJsonObject("parameters")));
            }
        }
        return allowed;
    }

    static boolean mustCall(JsonValue choice) {
        return choice instanceof JsonObject || ((JsonString) choice).getString().equals("required");
    }
}
