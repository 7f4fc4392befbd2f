package dev.parley.console.faces;

import dev.parley.agents.PersonaId;
import dev.parley.console.CanaryRow;
import dev.parley.personas.Canaries;
import dev.parley.personas.CanaryReport;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** How the persona's canary goes, read once for each time that the page is shown. */
@Named
@RequestScoped
public class CanaryTable {
    @Inject
    private OnePersona persona;

    @Inject
    private Canaries canaries;

    @Inject
    private Deeds deeds;

    private Optional<CanaryReport> report = Optional.empty();
    private boolean read;

    private Optional<CanaryReport> report() {
        if (!read) {
            read = true;
            report = PersonaId.of(persona.getId())
                    .flatMap(id -> deeds.fromTheStore(() -> canaries.find(id)))
                    .flatMap(found -> found);
        }
        return report;
    }

    public boolean isThere() {
        return report().isPresent();
    }

    public List<CanaryRow> getRows() {
        return report().map(CanaryRow::of).orElse(List.of());
    }

    /** A sentence with numbers. */
    public String getVerdict() {
        return report().map(found -> found.verdict().words()).orElse("");
    }

    public long getTried() {
        return report().map(found -> found.canary().revision().number()).orElse(0L);
    }

    public long getPublished() {
        return report().map(found -> found.published().number()).orElse(0L);
    }
}
