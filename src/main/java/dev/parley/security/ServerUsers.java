package dev.parley.security;

import java.util.Optional;
import java.util.Set;

/** The users of the server that Parley runs on: its registry, LDAP or whatever IT has configured. May block shortly. */
public interface ServerUsers {
    /** The groups of this user; empty when the password is wrong, the user unknown or the server has no registry. */
    Optional<Set<String>> groups(String user, String password);
}
