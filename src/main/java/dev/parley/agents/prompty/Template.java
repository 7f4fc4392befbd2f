package dev.parley.agents.prompty;

import java.util.Map;

/**
 * A template of a persona: text with variables, conditions and loops, and nothing that reaches out of the values it is
 * given. Thread-safe.
 */
interface Template {
    /**
     * The text with values filled in; an unknown name is empty, nothing is escaped.
     *
     * @throws FaultyFile line 1-based within the template
     */
    String render(Map<String, Object> values);

    /** As {@link #render}, but a name without a value is a {@link FaultyFile} that names it. */
    void check(Map<String, Object> values);

    /** By name of the format: {@code jinja2} or {@code mustache}. */
    static Template of(String format, String text) {
        return switch (format) {
            case "jinja2" -> new JinjaTemplate(text);
            case "mustache" -> new MustacheTemplate(text);
            default -> throw new FaultyFile(0, "Invalid template format: " + format + "; known: jinja2 and mustache");
        };
    }
}
