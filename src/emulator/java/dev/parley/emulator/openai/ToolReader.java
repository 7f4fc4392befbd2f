package dev.parley.emulator.openai;

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

/** Reads the tools and which of them may or must be called. */
final class ToolReader {
    private static final int MOST = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private ToolReader() {}

    /**
     * @param allowed the tools that may be called
     * @param must one of them has to be
     * @param forced the request named it
     */
    record Choice(List<ToolSpec> allowed, boolean must, boolean forced) {}

    static List<ToolSpec> read(JsonArray all) {
        if (all.isEmpty() || all.size() > MOST) {
            throw Refusal.badRequest(
                    "Invalid 'tools': expected an array of 1 to " + MOST + " tools, but got " + all.size() + ".",
                    "tools",
                    all.isEmpty() ? "empty_array" : "array_above_max_length");
        }
        List<ToolSpec> tools = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < all.size(); i++) {
            ToolSpec tool = tool(all.get(i), "tools[" + i + "]");
            if (!names.add(tool.name())) {
                throw Refusal.badRequest("Invalid 'tools': names must be unique.", "tools");
            }
            tools.add(tool);
        }
        return tools;
    }

    private static ToolSpec tool(JsonValue value, String where) {
        if (!(value instanceof JsonObject tool)
                || !(tool.get("type") instanceof JsonString type)
                || !type.getString().equals("function")
                || !(tool.get("function") instanceof JsonObject function)) {
            throw Refusal.badRequest(
                    "Missing or invalid parameter: '" + where + "' must be of type 'function' and hold a 'function'.",
                    where);
        }
        String name = function.getString("name", "");
        if (!NAME.matcher(name).matches()) {
            throw Refusal.badRequest(
                    "Invalid '" + where
                            + ".function.name': string does not match pattern. Expected a string that matches the"
                            + " pattern '^[a-zA-Z0-9_-]+$', of at most 64 characters.",
                    where + ".function.name",
                    "invalid_value");
        }
        JsonValue parameters = function.getOrDefault("parameters", JsonValue.EMPTY_JSON_OBJECT);
        if (!(parameters instanceof JsonObject schema)
                || schema.containsKey("type") && !"object".equals(schema.getString("type", ""))) {
            throw Refusal.badRequest(
                    "Invalid schema for function '" + name + "': schema must be a JSON Schema of 'type: \"object\"'.",
                    where + ".function.parameters",
                    "invalid_function_parameters");
        }
        return ToolSpec.of(name, function.getString("description", ""), schema);
    }

    static Choice choice(List<ToolSpec> tools, JsonValue choice) {
        if (choice instanceof JsonObject named
                && named.get("function") instanceof JsonObject function
                && function.get("name") instanceof JsonString name) {
            List<ToolSpec> only = tools.stream()
                    .filter(tool -> tool.name().equals(name.getString()))
                    .toList();
            if (only.isEmpty()) {
                throw Refusal.badRequest(
                        "Tool choice 'function' names a function that is not among the 'tools'.", "tool_choice");
            }
            return new Choice(only, true, true);
        }
        String word = choice instanceof JsonString string
                ? string.getString()
                : choice == null || choice == JsonValue.NULL ? "auto" : "";
        return switch (word) {
            case "auto" -> new Choice(tools, false, false);
            case "none" -> new Choice(List.of(), false, false);
            case "required" -> new Choice(tools, true, false);
            default ->
                throw Refusal.badRequest(
                        "Invalid value for 'tool_choice'. Supported values are: 'none', 'auto', and 'required'.",
                        "tool_choice",
                        "invalid_value");
        };
    }
}
