package dev.parley.personas;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.PersonaFormat;
import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.agents.PersonaFormat.Reading;
import dev.parley.agents.PersonaFormat.Severity;
import dev.parley.agents.PersonaId;
import dev.parley.config.Settings;
import dev.parley.personas.PersonaHead.Canary;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is right or wrong about a text among the other personas: as the format has it, whom it refers to, and
 * whether this server has what it needs. */
@ApplicationScoped
public class Checks {
    private static final String NO_REALTIME_MODEL =
            "this server has no realtime model for it, parley.realtime.deployment is not set";

    private final PersonaFormat format;
    private final NodePersonas node;
    private final boolean hasRealtimeModel;

    Checks() {
        this(null, null, false);
    }

    @Inject
    public Checks(PersonaFormat format, NodePersonas node, Settings settings) {
        this(format, node, settings.realtime().isPresent());
    }

    Checks(PersonaFormat format, NodePersonas node, boolean hasRealtimeModel) {
        this.format = format;
        this.node = node;
        this.hasRealtimeModel = hasRealtimeModel;
    }

    public Reading read(PersonaId id, String text) {
        var reading = format.read(id, text);
        var findings = new ArrayList<Finding>(reading.findings());
        for (var other : reading.summary().handOffs()) {
            if (!other.equals(id)
                    && node.find(other)
                            .filter(known -> known.head().published().isPresent())
                            .isEmpty()) {
                findings.add(new Finding(
                        Severity.ERROR,
                        0,
                        0,
                        "parley.handOffs",
                        "it hands over to " + other + ", which is not published"));
            }
        }
        if (!hasRealtimeModel
                && reading.persona().map(Persona::pipeline).stream().anyMatch(Pipeline.REALTIME::equals)) {
            findings.add(new Finding(Severity.WARNING, 0, 0, "parley.pipeline", NO_REALTIME_MODEL));
        }
        boolean wrong = findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
        return new Reading(wrong ? Optional.empty() : reading.persona(), reading.summary(), findings);
    }

    /** To whom the texts that callers get hand over. */
    Set<PersonaId> handOffs(PersonaHead head) {
        return Stream.concat(head.published().stream(), head.canary().map(Canary::revision).stream())
                .flatMap(revision -> format.read(head.id(), revision.text()).summary().handOffs().stream())
                .collect(Collectors.toSet());
    }
}
