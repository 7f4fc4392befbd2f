package dev.parley.personas.http;

import dev.parley.agents.PersonaFormat.Reading;
import dev.parley.personas.Checks;
import dev.parley.personas.NodePersonas;
import dev.parley.personas.PersonaHead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

/** A persona as an answer: with what is right or wrong about its text, and its version as the entity tag. */
@ApplicationScoped
public class Answers {
    private final NodePersonas node;
    private final Checks checks;

    Answers() {
        this(null, null);
    }

    @Inject
    public Answers(NodePersonas node, Checks checks) {
        this.node = node;
        this.checks = checks;
    }

    Response of(PersonaHead head) {
        return of(head, checks.read(head.id(), head.text()));
    }

    Response of(PersonaHead head, Reading reading) {
        return Response.ok(Views.One.of(head, node.catalog(), reading))
                .tag(Versions.tag(head.version()))
                .build();
    }
}
