package dev.parley.conversation;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas;
import dev.parley.agents.ToolSchema;
import java.util.List;
import java.util.Optional;

/** What is published can take over: of a change that is tried on some callers, this caller gets their own side. */
public record PublishedSuccessors(Personas personas) implements Successors {
    @Override
    public Optional<Persona> find(PersonaId id, Opening opening) {
        return personas.forCall(id, opening.callerNumber(), opening.calledNumber());
    }

    @Override
    public List<ToolSchema> clientTools(PersonaId id) {
        return personas.clientTools(id);
    }
}
