package dev.parley.config;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Reads keys one by one and goes on after a wrong one, so that all problems are found in one start. */
final class Keys {
    /** Variables of liberty/*.xml that begin like our keys. */
    private static final Set<String> OF_THE_SERVER = Set.of(
            "parley.http.port", "parley.https.port", "parley.war", "parley.source", "parley.build", "parley.url");

    private final Function<String, Optional<String>> source;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> asked = new HashSet<>();

    Keys(Function<String, Optional<String>> source) {
        this.source = source;
    }

    void problem(String text) {
        if (!problems.contains(text)) {
            problems.add(text);
        }
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    /** The record that the supplier makes, or none if that met a problem. */
    <T> Optional<T> group(Supplier<T> maker) {
        int before = problems.size();
        T made = maker.get();
        return problems.size() == before ? Optional.of(made) : Optional.empty();
    }

    Optional<String> text(String key) {
        asked.add(key);
        return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    String required(String key) {
        return text(key).orElseGet(() -> {
            problem(key + ": missing");
            return "";
        });
    }

    List<String> list(String key) {
        return text(key)
                .map(value -> Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    URI uri(String key, String... schemes) {
        return text(key).isEmpty()
                ? URI.create(required(key))
                : optionalUri(key, schemes).orElse(URI.create(""));
    }

    Optional<URI> optionalUri(String key, String... schemes) {
        return text(key).flatMap(value -> {
            try {
                var uri = URI.create(value.replaceAll("/+$", ""));
                if (uri.getHost() != null && Arrays.asList(schemes).contains(uri.getScheme())) {
                    return Optional.of(uri);
                }
            } catch (IllegalArgumentException e) {
                // reported below, without the value, which may hold a secret
            }
            problem(key + ": must be a URL that begins with " + String.join(" or ", schemes));
            return Optional.empty();
        });
    }

    int number(String key, int byDefault, int least, int most) {
        return text(key)
                .map(value -> {
                    try {
                        int number = Integer.parseInt(value);
                        if (number >= least && number <= most) {
                            return number;
                        }
                    } catch (NumberFormatException e) {
                        // reported below
                    }
                    problem(key + ": must be a number from " + least + " to " + most);
                    return byDefault;
                })
                .orElse(byDefault);
    }

    Duration millis(String key, int byDefault, int least, int most) {
        return Duration.ofMillis(number(key, byDefault, least, most));
    }

    Duration seconds(String key, int byDefault, int least, int most) {
        return Duration.ofSeconds(number(key, byDefault, least, most));
    }

    /** Names that look like ours, as property or environment variable, but that nothing reads: typing errors. */
    List<String> unknownOf(Iterable<String> names) {
        var known = new HashSet<String>();
        asked.forEach(name -> known.add(environmentName(name)));
        OF_THE_SERVER.forEach(name -> known.add(environmentName(name)));
        var unknown = new ArrayList<String>();
        for (var name : names) {
            if (name.regionMatches(true, 0, "parley", 0, 6)
                    && name.length() > 6
                    && !Character.isLetterOrDigit(name.charAt(6))
                    && !known.contains(environmentName(name))) {
                unknown.add(name);
            }
        }
        return unknown;
    }

    private static String environmentName(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
