package dev.parley.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.EndOfTurnBy;
import dev.parley.agents.Persona.EndOfTurnPolicy;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How a persona's patience is told to a model that judges by what was said. */
class EagernessTest {
    @Test
    void thePatienceOfThePersonaSaysHowEagerly() {
        assertThat(of(EndOfTurnBy.MEANING, 900)).contains(Eagerness.HIGH);
        assertThat(of(EndOfTurnBy.MEANING, 1_300)).contains(Eagerness.MEDIUM);
        assertThat(of(EndOfTurnBy.MEANING, 2_200)).contains(Eagerness.LOW);
    }

    @Test
    void otherwiseTheModelGoesByQuiet() {
        assertThat(of(EndOfTurnBy.ADAPTIVE, 900)).isEmpty();
        assertThat(of(EndOfTurnBy.PAUSE, 900)).isEmpty();
    }

    private static Optional<Eagerness> of(EndOfTurnBy by, int patienceMs) {
        var patience = Duration.ofMillis(patienceMs);
        return Eagerness.of(new EndOfTurnPolicy(by, patience, patience, patience, Duration.ofSeconds(2), 3));
    }
}
