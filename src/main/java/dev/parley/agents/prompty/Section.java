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

/** A mapping of the front matter, read with checks; a wrong or unknown key is a {@link FaultyFile} with its line. */
final class Section {
    private final String path;
    private final Map<String, Object> values;
    private final FrontMatter source;

    private Section(String path, Map<String, Object> values, FrontMatter source) {
        this.path = path;
        this.values = values;
        this.source = source;
    }

    /** Whole file; {@code values} are normalised, {@code source} knows the lines. */
    static Section root(Map<String, Object> values, FrontMatter source) {
        return new Section("", values, source);
    }

    /** A mapping inside this one; empty where it is missing. */
    Section section(String key) {
        var value = values.get(key);
        var inner = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, item) -> inner.put(String.valueOf(name), item));
        } else if (value != null) {
            throw fault(key, at(key) + " must be a group of keys");
        }
        return new Section(at(key), inner, source);
    }

    /** Refuses every other key, naming the known one that is nearest to it. */
    void knowsOnly(Set<String> known) {
        for (var key : values.keySet()) {
            if (!known.contains(key)) {
                throw fault(key, "unknown key " + at(key) + Nearest.hint(key, known));
            }
        }
    }

    /** The keys that are there, in the file's order. */
    Set<String> keys() {
        return Collections.unmodifiableSet(values.keySet());
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    boolean isText(String key) {
        return values.get(key) instanceof String;
    }

    Optional<String> text(String key) {
        var value = values.get(key);
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw fault(key, at(key) + " must be a text");
        }
        return Optional.ofNullable(value)
                .map(String::valueOf)
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    List<String> texts(String key) {
        var value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || list.stream().anyMatch(item -> !(item instanceof String))) {
            throw fault(key, at(key) + " must be a list of texts");
        }
        return list.stream().map(item -> ((String) item).strip()).toList();
    }

    List<Section> sections(String key) {
        var value = values.get(key);
        if (value == null) {
            return List.of();
        }
        var result = new ArrayList<Section>();
        if (!(value instanceof List<?> list)) {
            throw fault(key, at(key) + " must be a list");
        }
        for (var item : list) {
            var name = "" + result.size();
            result.add(new Section(at(key), Collections.singletonMap(name, item), source).section(name));
        }
        return result;
    }

    Optional<Object> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    boolean flag(String key, boolean otherwise) {
        var value = values.get(key);
        if (value == null || value instanceof Boolean) {
            return value == null ? otherwise : (Boolean) value;
        }
        throw fault(key, at(key) + " must be true or false");
    }

    /** One of some words, each with what it means. */
    <T> Optional<T> choice(String key, Map<String, T> known) {
        return text(key).map(word -> {
            var meaning = known.get(word);
            if (meaning == null) {
                var words = known.keySet().stream().sorted().collect(Collectors.joining(", "));
                throw fault(key, at(key) + " must be one of " + words);
            }
            return meaning;
        });
    }

    Optional<Double> decimal(String key, double least, double most) {
        return number(key).map(number -> {
            if (!(number.doubleValue() >= least && number.doubleValue() <= most)) {
                throw fault(key, at(key) + " must be from " + least + " to " + most);
            }
            return number.doubleValue();
        });
    }

    Optional<Integer> integer(String key, int least, int most) {
        return number(key).map(number -> {
            if (number.doubleValue() != number.longValue() || number.longValue() < least || number.longValue() > most) {
                throw fault(key, at(key) + " must be a whole number from " + least + " to " + most);
            }
            return number.intValue();
        });
    }

    Optional<Duration> millis(String key, int least, int most) {
        return integer(key, least, most).map(Duration::ofMillis);
    }

    FaultyFile fault(String key, String reason) {
        return new FaultyFile(source.line(at(key)), reason);
    }

    String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Keys present, for a message. */
    @Override
    public String toString() {
        return values.keySet().stream().sorted().collect(Collectors.joining(", ", path + "[", "]"));
    }

    private Optional<Number> number(String key) {
        var value = values.get(key);
        if (value == null || value instanceof Number) {
            return Optional.ofNullable((Number) value);
        }
        throw fault(key, at(key) + " must be a number");
    }
}
