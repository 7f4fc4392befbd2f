package dev.parley.rehearsal;

import dev.parley.agents.PersonaId;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Some tests of one revision of a persona on their way, or done. Thread-safe; all methods return at once. */
public interface Rehearsal {
    String id();

    PersonaId persona();

    /** Which text of the persona is tested. */
    String revision();

    State state();

    /** The tests that are done so far, in the order in which they ended; one that runs in both modes gives two. */
    List<RehearsalResult> results();

    /** Ends what runs and leaves out what waits; the tests that were not done have no result. Repeatable. */
    void cancel();

    /** Completes, always normally, when all is done: with the results. */
    CompletableFuture<List<RehearsalResult>> done();

    /** How far it is. */
    enum State {
        RUNNING,
        /** All tests are done, passed or not. */
        DONE,
        CANCELLED
    }
}
