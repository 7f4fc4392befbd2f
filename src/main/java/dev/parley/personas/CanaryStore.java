package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.util.List;

/**
 * Keeps for all nodes what each of them counted of canaries. Methods block until the store has answered, some seconds at most,
 * and throw {@link StoreUnavailable} when it did not. Thread-safe.
 */
public interface CanaryStore {
    /** In place of what this node kept of the same canary before. */
    void keep(NodeTally tally);

    /** All of a persona, of all nodes, in any order; of earlier canaries too, until they are forgotten. */
    List<NodeTally> tallies(PersonaId persona);

    /** Harmless when it is gone already. */
    void forget(NodeTally tally);
}
