package dev.parley.sessions.redis;

import dev.parley.config.SessionSettings;
import dev.parley.sessions.SessionStoreUnavailable;
import java.time.Duration;
import java.util.function.Function;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connections to Redis, made when they are needed. Each command waits for a connection, for connecting and for its answer,
 * the timeout each at most. Thread-safe.
 */
final class Redis implements AutoCloseable {
    /** Commands at once; a node of 500 calls writes some hundred a second, of less than a millisecond each. */
    private static final int CONNECTIONS = 32;

    private final JedisPooled pool;

    /** @param settings with a URL */
    Redis(SessionSettings settings) {
        int timeoutMs = (int) settings.timeout().toMillis();
        pool = new JedisPooled(connections(settings.timeout()), settings.redis().orElseThrow(), timeoutMs, timeoutMs);
    }

    private static GenericObjectPoolConfig<Connection> connections(Duration timeout) {
        var connections = new GenericObjectPoolConfig<Connection>();
        connections.setMaxTotal(CONNECTIONS);
        connections.setMaxIdle(CONNECTIONS);
        connections.setMaxWait(timeout);
        connections.setJmxEnabled(false);
        return connections;
    }

    /** @throws SessionStoreUnavailable when Redis does not answer in time or refuses */
    <T> T ask(Function<JedisPooled, T> command) {
        try {
            return command.apply(pool);
        } catch (JedisConnectionException e) {
            pool.getPool().clear(); // the idle ones are most likely broken as well
            throw new SessionStoreUnavailable("Redis does not answer", e);
        } catch (JedisException e) {
            throw new SessionStoreUnavailable("Redis refuses: " + e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
