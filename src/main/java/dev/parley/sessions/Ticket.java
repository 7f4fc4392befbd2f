package dev.parley.sessions;

import java.util.Set;

/**
 * What a ticket stands for; the ticket itself is a secret and not in here.
 *
 * @param user who asked for it
 * @param roles of that user
 * @param path the one that it opens, from the root
 */
public record Ticket(String user, Set<String> roles, String path) {
    public Ticket {
        roles = Set.copyOf(roles);
    }
}
