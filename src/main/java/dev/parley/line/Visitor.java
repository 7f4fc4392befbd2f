package dev.parley.line;

import java.util.Optional;

/**
 * Who opened a socket.
 *
 * @param user as the upgrade knew it
 * @param traceParent W3C trace context that came with it
 */
public record Visitor(String user, Optional<String> traceParent) {
    @Override
    public String toString() {
        return "Visitor";
    }
}
