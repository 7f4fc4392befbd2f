package dev.parley.agents.prompty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Fills in {@code ${env:NAME}}, {@code ${env:NAME:default}} and {@code ${file:relative/path}} where they are a whole value
 * (prompty §3). A file may read only variables that are allowed, and only files inside its own folder: neither by {@code ..}
 * nor by a link out of it. In the connection of the model, which Parley does not use, what may not be read is left as it is.
 * One instance reads one persona file; not thread-safe.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z]+):(.*)}", Pattern.DOTALL);
    private static final Pattern NOT_INTERPRETED = Pattern.compile("model\\.(connection|configuration)\\b.*");
    private static final long LARGEST_FILE = 256 * 1024;

    private final Path folder;
    private final Function<String, String> environment;
    private final Predicate<String> allowed;
    private final List<String> included = new ArrayList<>();

    References(Path folder, Function<String, String> environment, Predicate<String> allowed) {
        this.folder = folder;
        this.environment = environment;
        this.allowed = allowed;
    }

    /** What the persona files of a server may read: variables that begin with {@code PARLEY_}. */
    static References of(Path folder) {
        return new References(folder, System::getenv, name -> name.startsWith("PARLEY_"));
    }

    /** Texts of the files that were read, in order. */
    List<String> included() {
        return List.copyOf(included);
    }

    Map<String, Object> resolve(FrontMatter source) {
        var result = new LinkedHashMap<String, Object>();
        source.values().forEach((key, value) -> result.put(key, resolve(value, key, source)));
        return result;
    }

    private Object resolve(Object value, String path, FrontMatter source) {
        if (value == null) {
            return null;
        }
        return switch (value) {
            case Map<?, ?> map -> {
                var result = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> result.put(String.valueOf(key), resolve(item, path + "." + key, source)));
                yield result;
            }
            case List<?> list -> {
                var result = new ArrayList<Object>();
                list.forEach(item -> result.add(resolve(item, path + "." + result.size(), source)));
                yield result;
            }
            case String text -> reference(text, path, source);
            default -> value;
        };
    }

    private Object reference(String text, String path, FrontMatter source) {
        var match = REFERENCE.matcher(text);
        if (!match.matches()) {
            return text;
        }
        try {
            return switch (match.group(1).toLowerCase(Locale.ROOT)) {
                case "env" -> variable(match.group(2));
                case "file" -> resolve(file(match.group(2)), path, source);
                default -> text;
            };
        } catch (NotReadable e) {
            if (NOT_INTERPRETED.matcher(path).matches() && e.forbidden) {
                return text;
            }
            throw new FaultyFile(source.line(path), e.getMessage(), e);
        }
    }

    private String variable(String reference) {
        var colon = reference.indexOf(':');
        var name = colon < 0 ? reference : reference.substring(0, colon);
        var otherwise = colon < 0 ? "" : reference.substring(colon + 1);
        if (!allowed.test(name)) {
            throw new NotReadable("Environment variable '" + name + "' may not be read by a persona file", true);
        }
        var value = environment.apply(name);
        if (value != null) {
            return value;
        }
        if (otherwise.isEmpty()) {
            throw new NotReadable("Environment variable '" + name + "' not set", false);
        }
        return otherwise;
    }

    private Object file(String name) {
        var path = folder.resolve(name).normalize();
        if (Path.of(name).isAbsolute() || !path.startsWith(folder.normalize())) {
            throw new NotReadable("file '" + name + "' is outside allowed roots", false);
        }
        try {
            if (!path.toRealPath().startsWith(folder.toRealPath())) {
                throw new NotReadable("file '" + name + "' is outside allowed roots", false);
            }
            if (Files.size(path) > LARGEST_FILE) {
                throw new NotReadable("file '" + name + "' is larger than " + LARGEST_FILE / 1024 + " KB", false);
            }
            var text = Files.readString(path);
            included.add(text);
            return name.matches("(?i).*\\.(json|ya?ml)") ? structure(text, name) : text;
        } catch (IOException e) {
            throw new NotReadable("file '" + name + "' cannot be read", false);
        }
    }

    private static Object structure(String text, String name) {
        try {
            var settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
            return new Load(settings).loadFromString(text);
        } catch (YamlEngineException e) {
            throw new NotReadable("file '" + name + "' is neither JSON nor YAML", false);
        }
    }

    private static final class NotReadable extends RuntimeException {
        private final boolean forbidden;

        NotReadable(String message, boolean forbidden) {
            super(message);
            this.forbidden = forbidden;
        }
    }
}
