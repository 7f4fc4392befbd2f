package dev.parley.agents.prompty;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.Severity;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas;
import dev.parley.agents.Seeds;
import dev.parley.config.PersonaSettings;
import dev.parley.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The personas of a folder: each {@code name.prompty} is the persona {@code name}. Read once, at start; a faulty file is a
 * fault of its own and the others load.
 */
@ApplicationScoped
public class PromptyPersonas implements Personas {
    private static final Logger LOG = Logger.getLogger(PromptyPersonas.class.getName());

    private final Map<String, Persona> personas = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Optional<String> byDefault;

    /** For the container's proxy. */
    protected PromptyPersonas() {
        this.byDefault = Optional.empty();
    }

    @Inject
    public PromptyPersonas(Settings settings, Seeds seeds, PersonaFormat format) {
        this(settings.personas(), seeds, format);
    }

    PromptyPersonas(PersonaSettings settings, Seeds seeds, PersonaFormat format) {
        this.byDefault = settings.byDefault();
        faults.addAll(seeds.faults());
        seeds.all().forEach(seed -> load(seed, format));
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

    private void load(Seeds.Seed seed, PersonaFormat format) {
        var reading = format.read(seed.id(), seed.text());
        reading.persona().ifPresent(persona -> personas.put(seed.id().value(), persona));
        reading.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(finding -> new Fault(seed.file(), finding.line(), finding.message()))
                .forEach(faults::add);
    }

    private void mustExist(String id, String setting) {
        if (!personas.containsKey(id)) {
            faults.add(new Fault(setting, 0, "there is no persona " + id + Nearest.hint(id, personas.keySet())));
        }
    }
}
