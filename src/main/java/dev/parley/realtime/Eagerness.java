package dev.parley.realtime;

import dev.parley.agents.Persona.EndOfTurnBy;
import dev.parley.agents.Persona.EndOfTurnPolicy;
import java.time.Duration;
import java.util.Optional;

/** How soon a model that judges by what was said takes a pause for the end of the caller's turn: azure-openai-realtime §2. */
public enum Eagerness {
    /** Waits at most 8 s. */
    LOW,
    /** Waits at most 4 s. */
    MEDIUM,
    /** Waits at most 2 s. */
    HIGH;

    /** The quiet of a patience that is called quick, and of the normal one. */
    private static final Duration QUICK = Duration.ofMillis(900);

    private static final Duration NORMAL = Duration.ofMillis(1_300);

    /** Empty: the model goes by the length of the quiet alone. */
    static Optional<Eagerness> of(EndOfTurnPolicy policy) {
        if (policy.by() != EndOfTurnBy.MEANING) {
            return Optional.empty();
        }
        var patience = policy.listening();
        if (patience.compareTo(QUICK) <= 0) {
            return Optional.of(HIGH);
        }
        return Optional.of(patience.compareTo(NORMAL) <= 0 ? MEDIUM : LOW);
    }
}
