package dev.parley.agents;

import java.util.List;
import java.util.Optional;

/** The published personas. Thread-safe; answers at once from memory. */
public interface Personas {
    Optional<Persona> find(PersonaId id);

    /** The one that answers where nothing else is said; empty only when no persona could be loaded. */
    Optional<Persona> byDefault();

    /** All, by id. */
    List<Persona> all();

    /** What could not be loaded and why, for start-up log and readiness. */
    List<Fault> faults();

    /**
     * @param file where
     * @param line 1-based, 0 where unknown
     * @param reason plain words
     */
    record Fault(String file, int line, String reason) {}
}
