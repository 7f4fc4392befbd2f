package dev.parley.personas;

import dev.parley.agents.PersonaFormat.Finding;
import dev.parley.agents.PersonaId;
import java.util.List;

/** What was asked for cannot be done; nothing was changed. The message says why in plain words. */
public class PersonaRefused extends RuntimeException {
    static final String NO_ID =
            "The text names no id: give one, or begin it with id: or name: of 1 to 64 of a-z, 0-9 and dash.";

    private final Why why;
    private final transient List<Finding> findings;

    /** Kinds of refusals. */
    public enum Why {
        /** There is no such persona, revision or canary. */
        UNKNOWN,
        /** There is one of that id. */
        EXISTS,
        /** Somebody else was faster; the message says who did what. */
        STALE,
        /** Something else refers to it. */
        IN_USE,
        /** The text is wrong; see findings. */
        FAULTY,
        /** Its required tests have not passed. */
        UNTESTED,
        /** A value that was given is wrong. */
        WRONG
    }

    PersonaRefused(Why why, String message) {
        this(why, message, List.of());
    }

    PersonaRefused(Why why, String message, List<Finding> findings) {
        super(message);
        this.why = why;
        this.findings = List.copyOf(findings);
    }

    public static PersonaRefused unknown() {
        return new PersonaRefused(Why.UNKNOWN, "There is no such persona.");
    }

    static PersonaRefused exists(PersonaId id) {
        return new PersonaRefused(Why.EXISTS, "Persona " + id + " already exists.");
    }

    /** Tells what became of it since it was read. */
    static PersonaRefused stale(PersonaHead now) {
        return new PersonaRefused(
                Why.STALE,
                "Since you read it: " + now.last().what().words() + " by "
                        + now.last().who() + " at " + now.last().at() + ". Read it again.");
    }

    public Why why() {
        return why;
    }

    public List<Finding> findings() {
        return findings;
    }
}
