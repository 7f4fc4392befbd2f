package dev.parley;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port for a server process that a test starts, which nobody else takes before the server listens on it: it lies below the
 * range out of which the system gives ports to clients (from 32768 on Linux), and another build on this machine is kept off by
 * a socket on the port above.
 */
public final class HeldPort implements AutoCloseable {
    private static final int LOWEST = 20_000;
    private static final int PAIRS = 5_000;
    private static final int ATTEMPTS = 100;

    /** Free when it was taken. */
    public final int number;

    private final ServerSocket guard;

    private HeldPort(int number, ServerSocket guard) {
        this.number = number;
        this.guard = guard;
    }

    public static HeldPort take() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int number = LOWEST + 2 * ThreadLocalRandom.current().nextInt(PAIRS);
            var guard = listen(number + 1);
            if (guard.isPresent()) {
                var held = new HeldPort(number, guard.get());
                if (held.isFree()) {
                    return held;
                }
                held.close();
            }
        }
        throw new IllegalStateException("no free port from " + LOWEST + " on, tried " + ATTEMPTS);
    }

    private boolean isFree() {
        var socket = listen(number);
        socket.ifPresent(HeldPort::close);
        return socket.isPresent();
    }

    @Override
    public void close() {
        close(guard);
    }

    private static Optional<ServerSocket> listen(int port) {
        try {
            return Optional.of(new ServerSocket(port, 1, InetAddress.getByName("0.0.0.0")));
        } catch (IOException taken) {
            return Optional.empty();
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a listening socket does not close", e);
        }
    }
}
