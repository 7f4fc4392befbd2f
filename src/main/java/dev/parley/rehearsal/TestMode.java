package dev.parley.rehearsal;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaTest;

/** A way to run a test. Thread-safe. */
interface TestMode {
    /**
     * Leads the call of a test and waits for its end.
     *
     * @throws InterruptedException when the run is cancelled; nothing of it goes on then
     */
    Performance perform(String callId, Persona persona, PersonaTest test) throws InterruptedException;
}
