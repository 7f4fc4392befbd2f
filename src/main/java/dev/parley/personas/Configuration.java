package dev.parley.personas;

import dev.parley.agents.PersonaId;

/**
 * A persona as clients of the earlier system know it.
 *
 * @param name for people
 * @param byDefault whether it answers where nothing else is said
 * @param content its text: what is published; the draft where nothing is
 * @param tools that a browser client answers by itself: a JSON array
 */
public record Configuration(PersonaId id, String name, boolean byDefault, String content, String tools) {
    @Override
    public String toString() {
        return "Configuration[" + id + "]";
    }
}
