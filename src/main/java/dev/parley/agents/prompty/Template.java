package dev.parley.agents.prompty;

import java.util.List;
import java.util.Map;

/**
 * A template of a persona: text with variables, conditions and loops, and nothing that reaches out of the values it is
 * given. What it costs to render is bounded. Thread-safe.
 */
interface Template {
    /** Names of the formats. */
    List<String> FORMATS = List.of("jinja2", "mustache");

    /**
     * The text with values filled in; an unknown name is empty, nothing is escaped.
     *
     * @throws FaultyFile with a position within the template
     */
    String render(Map<String, Object> values);

    /** What would go wrong with these values, names without a value included. */
    List<Fault> faults(Map<String, Object> values);

    /** Something wrong; 1-based within the template, 0 unknown. */
    record Fault(int line, int column, String reason) {}

    /**
     * By name of the format, one of {@link #FORMATS}.
     *
     * @throws FaultyFile when it cannot be parsed
     */
    static Template of(String format, String text) {
        return switch (format) {
            case "jinja2" -> new JinjaTemplate(text);
            case "mustache" -> new MustacheTemplate(text);
            default -> throw new IllegalArgumentException("no template format: " + format);
        };
    }
}
