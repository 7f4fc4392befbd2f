package dev.parley.emulator.thinking;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.thinking.Question.ToolUse;
import dev.parley.emulator.thinking.ToolSpec.Param;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Something the caller wants done with a tool, and what is known for it so far. Immutable. */
record Errand(ToolSpec tool, Map<String, JsonValue> known) {
    /** An errand just taken up: with the arguments that are in the caller's words. */
    static Errand begun(ToolSpec tool, String text, ArgumentReader reader) {
        Map<String, JsonValue> known = tool.handsOver() ? Map.of("reason", JSON.createValue(text)) : Map.of();
        return new Errand(tool, known).told(text, Optional.empty(), reader);
    }

    /** The parameter the caller is asked for next. */
    Optional<Param> missing() {
        return tool.params().stream()
                .filter(param -> param.required() && !known.containsKey(param.name()))
                .findFirst();
    }

    /** The caller answered the question for {@link #missing()}. */
    Errand answered(String text, ArgumentReader reader) {
        return told(text, missing(), reader);
    }

    private Errand told(String text, Optional<Param> asked, ArgumentReader reader) {
        Map<String, JsonValue> more = new LinkedHashMap<>(known);
        for (Param param : tool.params()) {
            boolean wasAsked = asked.map(param::equals).orElse(false);
            if (wasAsked || !more.containsKey(param.name())) {
                reader.read(param, text, wasAsked).ifPresent(value -> more.put(param.name(), value));
            }
        }
        return new Errand(tool, more);
    }

    ToolUse use() {
        return use(Map.of());
    }

    private ToolUse use(Map<String, JsonValue> instead) {
        JsonObjectBuilder arguments = JSON.createObjectBuilder();
        for (Param param : tool.params()) {
            JsonValue value = instead.getOrDefault(param.name(), known.get(param.name()));
            if (value != null) {
                arguments.add(param.name(), value);
            }
        }
        return new ToolUse("", tool.name(), arguments.build().toString());
    }

    /** One use per code where the caller named several, such as two order numbers; else one use. */
    List<ToolUse> uses(String text, ArgumentReader reader) {
        for (Param param : tool.params()) {
            List<String> codes = reader.codes(param, text);
            if (codes.size() > 1) {
                List<ToolUse> uses = new ArrayList<>();
                codes.forEach(code -> uses.add(use(Map.of(param.name(), JSON.createValue(code)))));
                return uses;
            }
        }
        return List.of(use());
    }
}
