package dev.parley.rehearsal;

import dev.parley.agents.PersonaTest.Mode;
import java.util.List;

/**
 * How one test went in one mode.
 *
 * @param test its name
 * @param mode TEXT or VOICE
 * @param required whether publishing waits for it
 * @param passed whether enough runs did
 * @param passRate share of the runs that passed
 * @param neededPassRate share that must
 * @param runs in the order of their numbers
 */
public record RehearsalResult(
        String test,
        Mode mode,
        boolean required,
        boolean passed,
        double passRate,
        double neededPassRate,
        List<RunResult> runs) {
    public RehearsalResult {
        runs = List.copyOf(runs);
    }

    @Override
    public String toString() {
        return "RehearsalResult[" + mode + ", passed=" + passed + ", " + passRate + "]";
    }
}
