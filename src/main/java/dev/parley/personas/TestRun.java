package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * Tests of a persona that were run, as they are kept.
 *
 * @param id of the run
 * @param hash of the text that was tested
 * @param who asked for it
 * @param at when it ended
 * @param passed whether all required tests of the text were among it and passed
 * @param passRate share of the required tests' runs that passed; empty where not all of them were among it, or there are none
 * @param report its results with transcript and latency: JSON, as the API gives it
 */
public record TestRun(
        String id,
        PersonaId persona,
        String hash,
        String who,
        Instant at,
        boolean passed,
        OptionalDouble passRate,
        String report) {
    /** The same, of a persona under its new id. */
    TestRun as(PersonaId renamed) {
        return new TestRun(id, renamed, hash, who, at, passed, passRate, report);
    }

    /** The report holds what was said. */
    @Override
    public String toString() {
        return "TestRun[" + id + ", " + persona + ", passed=" + passed + "]";
    }
}
