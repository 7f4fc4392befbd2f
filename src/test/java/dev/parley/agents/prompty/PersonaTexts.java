package dev.parley.agents.prompty;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import java.nio.file.Path;
import java.util.List;

/** Personas for tests of other rooms, written as people write them. */
public final class PersonaTexts {
    private PersonaTexts() {}

    /** @throws AssertionError with all that is wrong with the text */
    public static Persona persona(String text, String... tools) {
        var reading = new PromptyFormat(List.of(tools), References.of(Path.of("prompty")))
                .read(new PersonaId("rehearsed"), text);
        return reading.persona().orElseThrow(() -> new AssertionError(reading.findings()));
    }
}
