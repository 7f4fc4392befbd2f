package dev.parley.call.http;

import dev.parley.agents.Personas;
import dev.parley.web.Probe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Whether somebody could answer a call. Files that did not load do not matter while another persona can. */
@ApplicationScoped
public class PersonasProbe implements Probe {
    private final Personas personas;

    PersonasProbe() {
        this(null);
    }

    @Inject
    public PersonasProbe(Personas personas) {
        this.personas = personas;
    }

    @Override
    public String component() {
        return "rt_agents";
    }

    @Override
    public Optional<String> fault() {
        return personas.byDefault().isPresent()
                ? Optional.empty()
                : Optional.of("no persona could be loaded; " + personas.faults().size() + " faults in their files");
    }
}
