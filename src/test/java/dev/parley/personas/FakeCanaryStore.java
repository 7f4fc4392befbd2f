package dev.parley.personas;

import dev.parley.agents.PersonaId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts of nodes in memory, with switches that make it go away or hold what nobody can read. Thread-safe. */
final class FakeCanaryStore implements CanaryStore {
    private final Map<List<Object>, NodeTally> tallies = new HashMap<>();

    boolean away;
    boolean unreadable;
    int writes;

    @Override
    public synchronized void keep(NodeTally tally) {
        look();
        writes++;
        tallies.put(List.of(tally.canary(), tally.node()), tally);
    }

    @Override
    public synchronized List<NodeTally> tallies(PersonaId persona) {
        look();
        if (unreadable) {
            throw new IllegalArgumentException("it was written by somebody else");
        }
        return tallies.values().stream()
                .filter(tally -> tally.canary().persona().equals(persona))
                .toList();
    }

    @Override
    public synchronized void forget(NodeTally tally) {
        look();
        tallies.remove(List.of(tally.canary(), tally.node()));
    }

    private void look() {
        if (away) {
            throw new StoreUnavailable("it is away", null);
        }
    }
}
