package dev.parley.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where what outlives a node is kept.
 *
 * @param redis {@code parley.sessions.redis.url}: redis or rediss, with user and password where it wants them, secret;
 *     empty: in the memory of this node
 * @param timeout {@code parley.sessions.redis.timeout-ms}: of connecting and of one command, 50 to 500 ms
 * @param prefix {@code parley.sessions.redis.prefix}: of all keys, so that several systems can share one Redis
 */
public record SessionSettings(Optional<URI> redis, Duration timeout, String prefix) {
    @Override
    public String toString() {
        return "SessionSettings[" + (redis.isPresent() ? "Redis" : "memory") + "]";
    }
}
