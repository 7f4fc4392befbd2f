package dev.parley.agents.prompty;

import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas.Fault;
import dev.parley.agents.Seeds;
import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files {@code name.prompty} of a folder. */
@ApplicationScoped
public class FolderSeeds implements Seeds {
    private static final String SUFFIX = ".prompty";

    private final Path folder;

    /** For the container's proxy. */
    protected FolderSeeds() {
        this.folder = null;
    }

    @Inject
    public FolderSeeds(Settings settings) {
        this(settings.personas().directory());
    }

    FolderSeeds(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<Seed> all() {
        return read().seeds();
    }

    @Override
    public List<Fault> faults() {
        return read().faults();
    }

    private record Folder(List<Seed> seeds, List<Fault> faults) {}

    private Folder read() {
        var result = new Folder(new ArrayList<>(), new ArrayList<>());
        try (var entries = Files.list(folder)) {
            entries.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .forEach(file -> read(file, result));
        } catch (IOException | UncheckedIOException e) {
            result.faults().add(new Fault("parley.personas", 0, "the folder of persona files cannot be read"));
        }
        return result;
    }

    private static void read(Path file, Folder into) {
        var name = file.getFileName().toString();
        try {
            if (Files.size(file) > PersonaFormat.LARGEST_TEXT) {
                into.faults()
                        .add(new Fault(
                                name, 0, "the file is larger than " + PersonaFormat.LARGEST_TEXT / 1024 + " KB"));
                return;
            }
            var id = new PersonaId(name.substring(0, name.length() - SUFFIX.length()));
            into.seeds().add(new Seed(id, Files.readString(file), name));
        } catch (IllegalArgumentException e) {
            into.faults().add(new Fault(name, 0, "the file's name is the persona's id, but " + e.getMessage()));
        } catch (MalformedInputException e) {
            into.faults().add(new Fault(name, 0, "the file is not UTF-8"));
        } catch (IOException e) {
            into.faults().add(new Fault(name, 0, "the file cannot be read"));
        }
    }
}
