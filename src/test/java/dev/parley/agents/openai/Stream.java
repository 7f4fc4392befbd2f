package dev.parley.agents.openai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A service that streams what a test tells it, line by line, over TLS; it notices when its client leaves. */
final class Stream implements AutoCloseable {
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final AtomicReference<String> request = new AtomicReference<>("");
    final CountDownLatch clientLeft = new CountDownLatch(1);

    /** How the service answers one request. */
    interface Answering {
        void answer(Wire wire) throws IOException, InterruptedException;
    }

    /** The response: data lines, each flushed. */
    final class Wire {
        private final HttpExchange exchange;

        private Wire(HttpExchange exchange) {
            this.exchange = exchange;
        }

        void status(int status, String json, String... headers) throws IOException {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            var bytes = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        void open() throws IOException {
            exchange.getResponseHeaders().add("Content-Type", "text/event-stream; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
        }

        void data(String... lines) throws IOException {
            for (var line : lines) {
                exchange.getResponseBody().write(("data: " + line + "\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        }

        /** Says tokens for ever, until the client leaves. */
        void babble() throws IOException, InterruptedException {
            var pause = new CountDownLatch(1);
            while (!pause.await(5, TimeUnit.MILLISECONDS)) {
                data(token("word "));
            }
        }
    }

    Stream(Answering answering) throws IOException, GeneralSecurityException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(keys()));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            request.set(exchange.getRequestURI()
                    + "\n"
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try {
                answering.answer(new Wire(exchange));
            } catch (IOException e) {
                clientLeft.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
        server.start();
    }

    URI root() {
        return URI.create("https://localhost:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static String token(String text) {
        return chunk("{\"content\":\"" + text + "\"}", null);
    }

    static String tools(String fragments) {
        return chunk("{\"tool_calls\":[" + fragments + "]}", null);
    }

    static String finish(String reason) {
        return chunk("{}", reason);
    }

    static String chunk(String delta, String finish) {
        return "{\"id\":\"chatcmpl-x\",\"object\":\"chat.completion.chunk\",\"created\":1700000000,\"model\":\"gpt-4o\","
                + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":"
                + (finish == null ? "null" : "\"" + finish + "\"")
                + ",\"content_filter_results\":{}}],\"usage\":null}";
    }

    private static SSLContext keys() throws IOException, GeneralSecurityException {
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(LocalKeys.store(), LocalKeys.PASSWORD);
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
