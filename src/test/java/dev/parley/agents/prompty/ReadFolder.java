package dev.parley.agents.prompty;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaFormat.Severity;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What became of the files of a folder. */
record ReadFolder(List<Persona> personas, List<Fault> faults) {
    static ReadFolder of(Path folder, Collection<String> tools) {
        var format = new PromptyFormat(tools, References.of(folder));
        var seeds = new FolderSeeds(folder);
        var personas = new ArrayList<Persona>();
        var faults = new ArrayList<>(seeds.faults());
        for (var seed : seeds.all()) {
            var reading = format.read(seed.id(), seed.text());
            reading.persona().ifPresent(personas::add);
            reading.findings().stream()
                    .filter(finding -> finding.severity() == Severity.ERROR)
                    .map(finding -> new Fault(seed.file(), finding.line(), finding.message()))
                    .forEach(faults::add);
        }
        return new ReadFolder(personas, faults);
    }

    Optional<Persona> find(PersonaId id) {
        return personas.stream().filter(persona -> persona.id().equals(id)).findFirst();
    }

    Optional<Persona> first() {
        return personas.stream().findFirst();
    }
}
