package dev.parley.personas;

import dev.parley.agents.PersonaId;

/** Is told when this node changed what callers get of a persona, or whether it is the default. Returns at once. */
@FunctionalInterface
public interface ChangedPersonas {
    void changed(PersonaId id);
}
