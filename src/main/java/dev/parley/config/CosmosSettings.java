package dev.parley.config;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Cosmos DB, where personas live.
 *
 * @param endpoint {@code parley.cosmos.endpoint}: root of the account
 * @param key {@code parley.cosmos.key}, secret; empty: the identity that Azure gives this server, or whoever signed in to its
 *     tools
 * @param database {@code parley.cosmos.database}
 * @param projection {@code parley.cosmos.projection}: container that the clients of earlier systems read
 * @param timeout {@code parley.cosmos.timeout-ms}: longest wait for one operation
 */
public record CosmosSettings(URI endpoint, Optional<String> key, String database, String projection, Duration timeout) {
    @Override
    public String toString() {
        return "CosmosSettings[" + endpoint + ", " + database + "]";
    }
}
