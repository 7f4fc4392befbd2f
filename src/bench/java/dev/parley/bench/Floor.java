package dev.parley.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * The pass-through floor: the same frames at the same pace to a socket of the same server that sends them back.
 *
 * @param echoed messages, there and back
 * @param cores of the server's process
 */
record Floor(int connections, int echoed, double p50Ms, double p99Ms, double cores) {
    private static final int FRAME_MS = 20;
    private static final String HEAD = "{\"kind\":\"AudioData\",\"audioData\":{\"timestamp\":\"";

    /** CPU for one message in and one out, in microseconds. */
    double cpuMicrosPerEcho(double seconds) {
        return cores * seconds * 1e6 / Math.max(1, echoed);
    }

    double coresPerConnection() {
        return cores / connections;
    }

    /** @param frameBytes audio of one message */
    static Floor measured(BenchServer server, String parley, int connections, int seconds, int frameBytes)
            throws IOException, InterruptedException {
        var http = HttpClient.newHttpClient();
        var times = new AtomicLongArray(connections * (seconds + 2) * 50);
        var count = new AtomicInteger();
        var sockets = new ArrayList<WebSocket>();
        var url = URI.create(parley.replaceFirst("^http", "ws") + "/bench/echo");
        for (var index = 0; index < connections; index++) {
            sockets.add(http.newWebSocketBuilder()
                    .connectTimeout(Duration.ofSeconds(10))
                    .buildAsync(url, new Ear(times, count))
                    .orTimeout(15, TimeUnit.SECONDS)
                    .join());
        }
        send(sockets, 2, frameBytes);
        count.set(0);
        var before = server.figures();
        send(sockets, seconds, frameBytes);
        var after = server.figures();
        var echoed = Math.min(count.get(), times.length());
        sockets.forEach(WebSocket::abort);
        http.close();
        var sorted = new long[echoed];
        for (var index = 0; index < echoed; index++) {
            sorted[index] = times.get(index);
        }
        Arrays.sort(sorted);
        return new Floor(
                connections,
                echoed,
                sorted[echoed / 2] / 1e6,
                sorted[(int) (echoed * 0.99)] / 1e6,
                after.coresSince(before));
    }

    /** Frames of all sockets, spread over their 20 ms. */
    private static void send(List<WebSocket> sockets, int seconds, int frameBytes) {
        var frame =
                "\",\"data\":\"" + Base64.getEncoder().encodeToString(new byte[frameBytes]) + "\",\"silent\":false}}";
        var start = System.nanoTime();
        var between = FRAME_MS * 1_000_000L / sockets.size();
        for (var tick = 0; tick < seconds * 1000 / FRAME_MS; tick++) {
            for (var index = 0; index < sockets.size(); index++) {
                var due = start + tick * FRAME_MS * 1_000_000L + index * between;
                for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                var now = System.nanoTime();
                sockets.get(index).sendText(HEAD + "%020d".formatted(now) + frame, true);
            }
        }
    }

    private record Ear(AtomicLongArray times, AtomicInteger count, StringBuilder head) implements WebSocket.Listener {
        Ear(AtomicLongArray times, AtomicInteger count) {
            this(times, count, new StringBuilder());
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (head.length() < HEAD.length() + 20) {
                head.append(data);
            }
            if (last) {
                var sent = Long.parseLong(head.substring(HEAD.length(), HEAD.length() + 20));
                var index = count.getAndIncrement();
                if (index < times.length()) {
                    times.set(index, System.nanoTime() - sent);
                }
                head.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
