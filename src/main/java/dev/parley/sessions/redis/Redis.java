package dev.parley.sessions.redis;

import dev.parley.config.SessionSettings;
import dev.parley.sessions.SessionStoreUnavailable;
import java.time.Duration;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Connections to Redis, made when they are needed. Each command waits for a connection, for connecting and for its answer,
 * the timeout each at most. Thread-safe.
 */
final class Redis implements AutoCloseable {
    /** Commands at once; a node of 500 calls writes some hundred a second, of less than a millisecond each. */
    private static final int CONNECTIONS = 32;
    /** 1 min: before Azure (10 min) or a router in between (4 min) gives an idle connection up unnoticed. */
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final JedisPooled pool;

    /** @param settings with a URL */
    Redis(SessionSettings settings) {
        var url = settings.redis().orElseThrow();
        int timeoutMs = (int) settings.timeout().toMillis();
        var client = DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis(timeoutMs)
                .socketTimeoutMillis(timeoutMs)
                .user(JedisURIHelper.getUser(url))
                .password(JedisURIHelper.getPassword(url))
                .database(JedisURIHelper.getDBIndex(url))
                .ssl(JedisURIHelper.isRedisSSLScheme(url))
                .sslParameters(ofThatHost())
                .build();
        pool = new JedisPooled(connections(settings.timeout()), JedisURIHelper.getHostAndPort(url), client);
    }

    /** The certificate must be that host's: the client checks no names unless it is told to. */
    private static SSLParameters ofThatHost() {
        var parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // RFC 2818 §3.1
        return parameters;
    }

    private static GenericObjectPoolConfig<Connection> connections(Duration timeout) {
        var connections = new GenericObjectPoolConfig<Connection>();
        connections.setMaxTotal(CONNECTIONS);
        connections.setMaxIdle(CONNECTIONS);
        connections.setMaxWait(timeout);
        connections.setMinEvictableIdleDuration(IDLE);
        connections.setTimeBetweenEvictionRuns(IDLE.dividedBy(2));
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
        } catch (JedisAccessControlException e) {
            throw new SessionStoreUnavailable("Redis refuses this user or password", e);
        } catch (JedisException e) {
            throw new SessionStoreUnavailable("Redis refuses: " + e.getClass().getSimpleName(), e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
