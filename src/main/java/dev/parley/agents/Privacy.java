package dev.parley.agents;

import java.util.List;
import java.util.Optional;

/**
 * What is kept of a call.
 *
 * @param recorded whether its audio is
 * @param consent what is said before that begins; empty: nothing
 * @param redacted kinds of things that do not stand in its record
 */
public record Privacy(boolean recorded, Optional<String> consent, List<Redaction> redacted) {
    public static final Privacy NOTHING_KEPT = new Privacy(false, Optional.empty(), List.of());

    public Privacy {
        redacted = List.copyOf(redacted);
    }

    /** What may be left out of a record. */
    public enum Redaction {
        NUMBERS,
        NAMES,
        ADDRESSES,
        PAYMENT
    }
}
