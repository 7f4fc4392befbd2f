package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.time.Instant;

/**
 * Tests of a persona that were run, as they are kept.
 *
 * @param id of the run
 * @param hash of the text that was tested
 * @param who asked for it
 * @param at when it ended
 * @param passed whether all required tests of the text were among it and passed
 * @param report its results with transcript and latency: JSON, as the API gives it
 */
public record TestRun(
        String id, PersonaId persona, String hash, String who, Instant at, boolean passed, String report) {
    /** The report holds what was said. */
    @Override
    public String toString() {
        return "TestRun[" + id + ", " + persona + ", passed=" + passed + "]";
    }
}
