package dev.parley.agents.prompty;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings the front matter of the 2024 schema (A) and of the 1.x runtimes (B) to the shape of version 2 (C): renames as
 * the format's own migration guide does (prompty §1). What is already C stays. Where the oldest form and the newest
 * disagree, the lenient reading wins: a template named by a bare string and a bare value as an input's default are accepted.
 */
final class Dialects {
    private static final Map<String, String> OPTIONS = Map.of(
            "max_tokens", "maxOutputTokens",
            "max_completion_tokens", "maxOutputTokens",
            "top_p", "topP",
            "frequency_penalty", "frequencyPenalty",
            "presence_penalty", "presencePenalty",
            "stop", "stopSequences");

    private static final Set<String> METADATA = Set.of("authors", "tags", "version");

    private Dialects() {}

    /** The same in dialect C; {@code kind} and {@code instructions} are added. */
    static Map<String, Object> normalised(Map<String, Object> source, String body) {
        var result = new LinkedHashMap<String, Object>();
        result.put("kind", "prompt");
        var metadata = new LinkedHashMap<String, Object>(map(source.get("metadata")));
        source.forEach((key, value) -> {
            if (METADATA.contains(key)) {
                metadata.put(key, value);
            } else if (!key.equals("sample")) {
                result.put(key, value);
            }
        });
        if (!metadata.isEmpty()) {
            result.put("metadata", metadata);
        }
        var model = model(source.get("model"));
        result.put("model", model);
        var inputs = inputs(source.get("inputs"), map(source.get("sample")));
        if (!inputs.isEmpty()) {
            result.put("inputs", inputs);
        }
        var tools = named(source.containsKey("tools") ? source.get("tools") : oldTools(source.get("model")));
        if (!tools.isEmpty()) {
            result.put("tools", tools.stream().map(Dialects::tool).toList());
        }
        result.put("template", template(source.get("template")));
        result.put("instructions", body);
        return result;
    }

    private static Map<String, Object> model(Object source) {
        if (source instanceof String id) {
            return Map.of("id", id);
        }
        var old = map(source);
        var result = new LinkedHashMap<String, Object>(old);
        result.keySet().removeAll(Set.of("api", "configuration", "parameters", "response"));
        if (old.containsKey("api")) {
            result.putIfAbsent("apiType", old.get("api"));
        }
        var connection = new LinkedHashMap<>(map(old.getOrDefault("connection", old.get("configuration"))));
        if (connection.containsKey("type") && !connection.containsKey("kind")) {
            var type = String.valueOf(connection.get("type"));
            result.putIfAbsent("provider", type.equals("azure_openai") ? "foundry" : type);
        }
        if (connection.get("azure_deployment") instanceof String deployment) {
            result.putIfAbsent("id", deployment);
        }
        if (!connection.isEmpty()) {
            result.put("connection", connection);
        }
        var options = new LinkedHashMap<String, Object>();
        map(old.get("parameters")).forEach((name, value) -> options.put(OPTIONS.getOrDefault(name, name), value));
        map(old.get("options")).forEach((name, value) -> options.put(OPTIONS.getOrDefault(name, name), value));
        options.keySet().removeAll(Set.of("tools", "tools_choice"));
        if (!options.isEmpty()) {
            result.put("options", options);
        }
        return result;
    }

    private static Object oldTools(Object model) {
        return map(map(model).get("parameters")).get("tools");
    }

    private static List<Map<String, Object>> inputs(Object source, Map<String, Object> sample) {
        var result = new ArrayList<Map<String, Object>>();
        for (var input : named(source)) {
            rename(input, "type", "kind");
            rename(input, "sample", "default");
            if (!input.containsKey("default") && sample.containsKey(name(input))) {
                input.put("default", sample.get(name(input)));
            }
            input.putIfAbsent("kind", kind(input.get("default")));
            result.add(input);
        }
        sample.forEach((name, value) -> {
            if (result.stream().noneMatch(input -> name(input).equals(name))) {
                result.add(property(name, value));
            }
        });
        return result;
    }

    /** A list of things with a name, or a map by name, as a list. A bare value becomes the default. */
    private static List<Map<String, Object>> named(Object source) {
        var result = new ArrayList<Map<String, Object>>();
        if (source instanceof Map<?, ?> byName) {
            byName.forEach((name, value) -> {
                if (value instanceof Map<?, ?>) {
                    var item = new LinkedHashMap<String, Object>();
                    item.put("name", String.valueOf(name));
                    item.putAll(map(value));
                    result.add(item);
                } else {
                    result.add(property(String.valueOf(name), value));
                }
            });
        } else if (source instanceof List<?> list) {
            list.forEach(item ->
                    result.add(item instanceof Map<?, ?> ? map(item) : new LinkedHashMap<>(Map.of("name", "" + item))));
        }
        return result;
    }

    private static Map<String, Object> property(String name, Object value) {
        var item = new LinkedHashMap<String, Object>();
        item.put("name", name);
        item.put("kind", kind(value));
        if (value != null) {
            item.put("default", value);
        }
        return item;
    }

    private static Map<String, Object> tool(Map<String, Object> source) {
        // dialect A wraps the function as the service's own API does
        var result = new LinkedHashMap<>(source);
        if (source.get("function") instanceof Map<?, ?> function) {
            result.remove("function");
            result.putAll(map(function));
        }
        rename(result, "type", "kind");
        return result;
    }

    private static Map<String, Object> template(Object source) {
        var format = "jinja2";
        var parser = "prompty";
        if (source instanceof String name) {
            format = name;
        } else if (source instanceof Map<?, ?>) {
            var template = map(source);
            format = kindOf(template.getOrDefault("format", template.get("type")), format);
            parser = kindOf(template.get("parser"), parser);
        }
        return Map.of("format", Map.of("kind", format), "parser", Map.of("kind", parser));
    }

    private static String kindOf(Object value, String otherwise) {
        if (value instanceof Map<?, ?> map && map.get("kind") instanceof String kind) {
            return kind;
        }
        return value instanceof String name ? name : otherwise;
    }

    private static String kind(Object value) {
        return switch (value == null ? "" : value) {
            case Integer i -> "integer";
            case Long l -> "integer";
            case Number n -> "float";
            case Boolean b -> "boolean";
            case List<?> list -> "array";
            case Map<?, ?> map -> "object";
            default -> "string";
        };
    }

    private static void rename(Map<String, Object> map, String from, String to) {
        if (map.containsKey(from)) {
            var value = map.remove(from);
            map.putIfAbsent(to, value);
        }
    }

    private static String name(Map<String, Object> item) {
        return String.valueOf(item.get("name"));
    }

    /** A fresh map with text keys; empty where the value is no map. */
    private static Map<String, Object> map(Object value) {
        var result = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> result.put(String.valueOf(key), item));
        }
        return result;
    }
}
