package dev.parley.agents.prompty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Fills in {@code ${env:NAME}}, {@code ${env:NAME:default}} and {@code ${file:relative/path}} where they are a whole value
 * (prompty §3). A file may read only variables that are allowed, and only files inside the folder of the personas: neither by
 * {@code ..} nor by a link out of it. In the connection of the model, which Parley does not use, what may not be read is left
 * as it is. Thread-safe.
 */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z]+):(.*)}", Pattern.DOTALL);
    private static final Pattern NOT_INTERPRETED = Pattern.compile("model\\.(connection|configuration)\\b.*");
    private static final long LARGEST_FILE = 256 * 1024;
    /** Files may include files, and by mistake themselves. */
    private static final int MOST_FILES = 20;

    private final Path folder;
    private final Function<String, String> environment;
    private final Predicate<String> allowed;

    References(Path folder, Function<String, String> environment, Predicate<String> allowed) {
        this.folder = folder;
        this.environment = environment;
        this.allowed = allowed;
    }

    /** What the persona files of a server may read: variables that begin with {@code PARLEY_}. */
    static References of(Path folder) {
        return new References(folder, System::getenv, name -> name.startsWith("PARLEY_"));
    }

    /** The values with every reference filled in; where that is refused or fails there is a finding, and no value. */
    Map<String, Object> resolve(Findings findings) {
        return new Resolving(findings).all();
    }

    /** One front matter. */
    private final class Resolving {
        private final Findings findings;
        private int files;

        Resolving(Findings findings) {
            this.findings = findings;
        }

        Map<String, Object> all() {
            var result = new LinkedHashMap<String, Object>();
            findings.source().values().forEach((key, value) -> result.put(key, value(value, key)));
            return result;
        }

        private Object value(Object value, String path) {
            if (value == null) {
                return null;
            }
            return switch (value) {
                case Map<?, ?> map -> {
                    var result = new LinkedHashMap<String, Object>();
                    map.forEach((key, item) -> result.put(String.valueOf(key), value(item, path + "." + key)));
                    yield result;
                }
                case List<?> list -> {
                    var result = new ArrayList<Object>();
                    list.forEach(item -> result.add(value(item, path + "." + result.size())));
                    yield result;
                }
                case String text -> reference(text, path);
                default -> value;
            };
        }

        private Object reference(String text, String path) {
            var match = REFERENCE.matcher(text);
            if (!match.matches()) {
                return text;
            }
            try {
                return switch (match.group(1).toLowerCase(Locale.ROOT)) {
                    case "env" -> variable(match.group(2));
                    case "file" -> value(file(match.group(2)), path);
                    default -> text;
                };
            } catch (NotReadable e) {
                if (NOT_INTERPRETED.matcher(path).matches() && e.forbidden) {
                    return text;
                }
                findings.error(path, e.getMessage());
                return null;
            }
        }

        private Object file(String name) {
            if (++files > MOST_FILES) {
                throw new NotReadable("more than " + MOST_FILES + " files are included", false);
            }
            return included(name);
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

    private Object included(String name) {
        try {
            var path = inside(name);
            if (Files.size(path) > LARGEST_FILE) {
                throw new NotReadable("file '" + name + "' is larger than " + LARGEST_FILE / 1024 + " KB", false);
            }
            var text = Files.readString(path);
            return name.matches("(?i).*\\.(json|ya?ml)") ? Yaml.read(text).value() : text;
        } catch (IOException e) {
            throw new NotReadable("file '" + name + "' cannot be read", false);
        } catch (FaultyFile e) {
            throw new NotReadable("file '" + name + "' is neither JSON nor YAML: " + e.getMessage(), false);
        }
    }

    private Path inside(String name) throws IOException {
        try {
            var path = folder.resolve(name).normalize();
            if (!Path.of(name).isAbsolute()
                    && path.startsWith(folder.normalize())
                    && path.toRealPath().startsWith(folder.toRealPath())) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new NotReadable("a file's name holds a character that none can have", false);
        }
        throw new NotReadable("file '" + name + "' is outside allowed roots", false);
    }

    private static final class NotReadable extends RuntimeException {
        private final boolean forbidden;

        NotReadable(String message, boolean forbidden) {
            super(message);
            this.forbidden = forbidden;
        }
    }
}
