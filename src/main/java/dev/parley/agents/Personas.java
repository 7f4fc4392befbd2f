package dev.parley.agents;

import java.util.List;
import java.util.Optional;

/** The published personas. Thread-safe; answers at once from memory, also while their store is away. */
public interface Personas {
    /** What is published of it. */
    Optional<Persona> find(PersonaId id);

    /** That revision of it, where this node still has it: what is published, tried, or was until lately. */
    Optional<Persona> find(PersonaId id, String revision);

    /**
     * What a caller gets of it: what is published, or a revision that is tried on some; the same caller the same as long as it is
     * tried.
     *
     * @param caller number of the other party, E.164 or a raw id
     * @param called our number
     */
    Optional<Persona> forCall(PersonaId id, String caller, String called);

    /** Who answers this number of ours: whom it is given to, else the default. */
    Optional<PersonaId> answering(String called);

    /** The one that answers where nothing else is said; empty only when no persona could be loaded. */
    Optional<Persona> byDefault();

    /** Tools of this persona that the caller's client runs, where it can. */
    default List<ToolSchema> clientTools(PersonaId id) {
        return List.of();
    }

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
