package dev.parley.agents;

import java.util.Optional;
import java.util.regex.Pattern;

/** Name of a persona in URLs, files and the map of numbers: lower case, digits, dashes, at most 64 characters. */
public record PersonaId(String value) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    public PersonaId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("a persona id is 1 to 64 of a-z, 0-9 and dash");
        }
    }

    /** Empty where the text is no id. */
    public static Optional<PersonaId> of(String text) {
        return FORM.matcher(text).matches() ? Optional.of(new PersonaId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
