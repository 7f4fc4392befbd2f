package dev.parley.conversation;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.ToolSchema;
import java.util.List;
import java.util.Optional;

/** Who can take over a call. Thread-safe; answers at once. */
public interface Successors {
    /** Nobody can. */
    Successors NOBODY = (id, opening) -> Optional.empty();

    /** What this caller gets of that persona; empty: it is not published, or cannot be read. */
    Optional<Persona> find(PersonaId id, Opening opening);

    /** Its tools that whoever is at the line runs. */
    default List<ToolSchema> clientTools(PersonaId id) {
        return List.of();
    }
}
