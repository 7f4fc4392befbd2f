package dev.parley.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Personas.
 *
 * @param directory {@code parley.personas}: folder of the prompty files
 * @param byDefault {@code parley.default-persona}: id of the one that answers where nothing else is said; else the first by
 *     id
 * @param numbers {@code parley.numbers}: {@code +15551230001=reception,+15551230002=orders}: called number to persona id
 */
public record PersonaSettings(Path directory, Optional<String> byDefault, Map<String, String> numbers) {
    public PersonaSettings {
        numbers = Map.copyOf(numbers);
    }
}
