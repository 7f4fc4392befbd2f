package dev.parley.agents.prompty;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A mapping of the front matter after the schema checked it. A value that is wrong reads like one that is missing: the finding
 * is there already, and the reading goes on. What is missing has the schema's default, if it has one.
 */
final class Section {
    private final String path;
    private final String pathInSchema;
    private final Map<String, Object> values;
    private final Map<String, Object> defaults;
    private final Findings findings;

    private Section(
            String path,
            String pathInSchema,
            Map<String, Object> values,
            Map<String, Object> defaults,
            Findings findings) {
        this.path = path;
        this.pathInSchema = pathInSchema;
        this.values = values;
        this.defaults = defaults;
        this.findings = findings;
    }

    /**
     * Whole file.
     *
     * @param values normalised
     * @param defaults by path
     */
    static Section root(Map<String, Object> values, Map<String, Object> defaults, Findings findings) {
        return new Section("", "", values, defaults, findings);
    }

    /** A mapping inside this one; empty where it is missing. */
    Section section(String key) {
        return inner(at(key), join(pathInSchema, key), values.get(key));
    }

    /** The mappings of a list. */
    List<Section> sections(String key) {
        var result = new ArrayList<Section>();
        if (values.get(key) instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                result.add(inner(at(key) + "." + i, join(pathInSchema, key) + ".*", list.get(i)));
            }
        }
        return result;
    }

    /** The keys that are there, in the file's order. */
    Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** Whether something here, or inside of it, is wrong. */
    boolean faulty() {
        return findings.faulty(path);
    }

    /** Whether it says something here, and nothing wrong. */
    boolean has(String key) {
        var value = values.get(key);
        boolean blank = value == null || value instanceof String text && text.isBlank();
        return !blank && !findings.faulty(at(key));
    }

    boolean isGroup(String key) {
        return values.get(key) instanceof Map<?, ?>;
    }

    Optional<String> text(String key) {
        return given(key)
                .filter(value -> !(value instanceof Map<?, ?>) && !(value instanceof List<?>))
                .map(value -> String.valueOf(value).strip())
                .filter(text -> !text.isEmpty());
    }

    List<String> texts(String key) {
        return given(key).orElse(List.of()) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(item -> ((String) item).strip())
                        .toList()
                : List.of();
    }

    Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    boolean flag(String key) {
        return given(key).filter(Boolean.TRUE::equals).isPresent();
    }

    /** One of some words, each with what it means. */
    <T> Optional<T> choice(String key, Map<String, T> known) {
        return text(key).map(known::get);
    }

    Optional<Double> decimal(String key) {
        return number(key).map(Number::doubleValue);
    }

    Optional<Integer> integer(String key) {
        return number(key).map(Number::intValue);
    }

    Optional<Duration> millis(String key) {
        return integer(key).map(Duration::ofMillis);
    }

    Optional<Duration> seconds(String key) {
        return integer(key).map(Duration::ofSeconds);
    }

    void error(String key, String message) {
        findings.error(at(key), message);
    }

    void warning(String key, String message) {
        findings.warning(at(key), message);
    }

    String at(String key) {
        return join(path, key);
    }

    /** Keys present, for a message. */
    @Override
    public String toString() {
        return values.keySet().stream().sorted().collect(Collectors.joining(", ", path + "[", "]"));
    }

    private Section inner(String at, String inSchema, Object value) {
        var inner = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, item) -> inner.put(String.valueOf(name), item));
        }
        return new Section(at, inSchema, inner, defaults, findings);
    }

    private Optional<Object> given(String key) {
        return Optional.ofNullable(has(key) ? values.get(key) : defaults.get(join(pathInSchema, key)));
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Optional<Number> number(String key) {
        return given(key).filter(Number.class::isInstance).map(Number.class::cast);
    }
}
