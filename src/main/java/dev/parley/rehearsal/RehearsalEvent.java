package dev.parley.rehearsal;

import dev.parley.agents.PersonaTest.Mode;
import java.util.List;

/** What happens in a rehearsal, for who watches it. Texts stay out of {@code toString}. */
public sealed interface RehearsalEvent {
    /** A run of this test begins; {@code run} counts from 1. */
    record RunBegan(String test, Mode mode, int run) implements RehearsalEvent {}

    record RunEnded(String test, Mode mode, int run, RunResult result) implements RehearsalEvent {}

    record TestEnded(RehearsalResult result) implements RehearsalEvent {}

    /** The last event. */
    record Ended(Rehearsal.State state, List<RehearsalResult> results) implements RehearsalEvent {
        public Ended {
            results = List.copyOf(results);
        }
    }
}
