package dev.parley.agents.prompty;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas;
import dev.parley.agents.Tools;
import dev.parley.config.PersonaSettings;
import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The personas of a folder: each {@code name.prompty} is the persona {@code name}. Read once, at start; a faulty file is a
 * fault of its own and the others load.
 */
@ApplicationScoped
public class PromptyPersonas implements Personas {
    private static final Logger LOG = Logger.getLogger(PromptyPersonas.class.getName());
    private static final String SUFFIX = ".prompty";
    private static final long LARGEST_FILE = 256 * 1024;

    private final Map<String, Persona> personas = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Optional<String> byDefault;

    /** For the container's proxy. */
    protected PromptyPersonas() {
        this.byDefault = Optional.empty();
    }

    @Inject
    public PromptyPersonas(Settings settings, Tools tools) {
        this(settings.personas(), tools.names(), References::of);
    }

    PromptyPersonas(PersonaSettings settings, Collection<String> tools, Function<Path, References> referencesOf) {
        this.byDefault = settings.byDefault();
        var reader = new PersonaReader(tools);
        for (var file : files(settings.directory())) {
            load(file, reader, referencesOf.apply(settings.directory()));
        }
        settings.byDefault().ifPresent(id -> mustExist(id, "parley.default-persona"));
        settings.numbers().values().stream().distinct().sorted().forEach(id -> mustExist(id, "parley.numbers"));
    }

    /** Loads at start rather than with the first call. */
    void report(@Observes @Initialized(ApplicationScoped.class) Object start) {
        LOG.log(Level.INFO, "Personas: {0}", String.join(", ", personas.keySet()));
        for (var fault : faults) {
            LOG.log(Level.SEVERE, "Persona not loaded: {0} line {1}: {2}", new Object[] {
                fault.file(), fault.line(), fault.reason()
            });
        }
    }

    @Override
    public Optional<Persona> find(PersonaId id) {
        return Optional.ofNullable(personas.get(id.value()));
    }

    @Override
    public Optional<Persona> byDefault() {
        return byDefault.map(personas::get).or(() -> personas.values().stream().findFirst());
    }

    @Override
    public List<Persona> all() {
        return List.copyOf(personas.values());
    }

    @Override
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    private List<Path> files(Path directory) {
        try (var entries = Files.list(directory)) {
            return entries.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            faults.add(new Fault("parley.personas", 0, "the folder of persona files cannot be read"));
            return List.of();
        }
    }

    private void load(Path file, PersonaReader reader, References references) {
        var fileName = file.getFileName().toString();
        try {
            var id = id(fileName);
            if (Files.size(file) > LARGEST_FILE) {
                throw new FaultyFile(0, "the file is larger than " + LARGEST_FILE / 1024 + " KB");
            }
            var text = Files.readString(file);
            var prompty = PromptyFile.parse(text, references);
            personas.put(id.value(), reader.read(id, revision(text, references.included()), prompty));
        } catch (FaultyFile e) {
            faults.add(new Fault(fileName, e.line(), e.getMessage()));
        } catch (MalformedInputException e) {
            faults.add(new Fault(fileName, 0, "the file is not UTF-8"));
        } catch (IOException e) {
            faults.add(new Fault(fileName, 0, "the file cannot be read"));
        }
    }

    private static PersonaId id(String fileName) {
        try {
            return new PersonaId(fileName.substring(0, fileName.length() - SUFFIX.length()));
        } catch (IllegalArgumentException e) {
            throw new FaultyFile(0, "the file's name is the persona's id, but " + e.getMessage(), e);
        }
    }

    private void mustExist(String id, String setting) {
        if (!personas.containsKey(id)) {
            faults.add(new Fault(setting, 0, "there is no persona " + id + Nearest.hint(id, personas.keySet())));
        }
    }

    private static String revision(String text, List<String> included) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            included.forEach(other -> digest.update(other.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
