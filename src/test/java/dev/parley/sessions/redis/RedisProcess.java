package dev.parley.sessions.redis;

import dev.parley.HeldPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import redis.embedded.RedisServer;

/** A real redis-server on a free port of this machine, which can be stopped and started again. Keeps nothing on disk. */
public final class RedisProcess implements AutoCloseable {
    private final HeldPort port = HeldPort.take();
    private RedisServer server;

    public RedisProcess() {
        start();
    }

    public void start() {
        try {
            server = RedisServer.newRedisServer()
                    .port(port.number)
                    .setting("bind 127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("redis://127.0.0.1:" + port.number);
    }

    @Override
    public void close() {
        try (port) {
            stop();
        }
    }
}
