package dev.parley.security;

import java.util.Optional;

/** Whom a single-use ticket stands for. Declared here because the upgrade of a socket is decided here. */
public interface SocketTickets {
    /** Uses the ticket up, whatever the answer; empty when it is unknown, used, over or for another path. May wait for the session store. */
    Optional<Verdict.Admitted> take(String ticket, String path);
}
