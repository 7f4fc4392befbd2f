package dev.parley.agents;

import java.util.List;

/** The persona files that come with this server, as texts. Read anew by each call; thread-safe. */
public interface Seeds {
    /** All that can be read, by file name. */
    List<Seed> all();

    /** Files that are no seeds and why: too large, no text, no id in their name. */
    List<Personas.Fault> faults();

    /**
     * @param id the file's name without {@code .prompty}
     * @param text as it stands in the file
     * @param file its name, for messages
     */
    record Seed(PersonaId id, String text, String file) {}
}
