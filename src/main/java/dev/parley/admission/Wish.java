package dev.parley.admission;

import java.util.Optional;

/**
 * Somebody wants to talk.
 *
 * @param user name by which the security room knows who it is; guests of one address share one
 * @param persona with whom, where that is known already
 */
public record Wish(String user, Optional<String> persona) {
    @Override
    public String toString() {
        return "Wish[" + persona.orElse("") + "]";
    }
}
