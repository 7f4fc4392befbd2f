package dev.parley.emulator.acs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** The part of a voice server that ACS calls: Event Grid deliveries and callbacks, collected. */
final class AnsweringServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<JsonNode> announced = new CopyOnWriteArrayList<>();
    private final List<Callback> callbacks = new CopyOnWriteArrayList<>();
    private volatile int failFirst;

    record Callback(String authorization, JsonNode event) {
        String type() {
            return event.get("type").asText().replace("Microsoft.Communication.", "");
        }

        JsonNode data() {
            return event.get("data");
        }
    }

    AnsweringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(
                Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory()));
        server.createContext("/grid", this::grid);
        server.createContext("/callbacks", this::callback);
        server.start();
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    List<JsonNode> announced() {
        return announced;
    }

    List<Callback> callbacks() {
        return callbacks;
    }

    List<String> callbackTypes() {
        return callbacks.stream().map(Callback::type).toList();
    }

    /** Answers so many callbacks with 503 first. */
    void failFirst(int callbacksToFail) {
        failFirst = callbacksToFail;
    }

    private void grid(HttpExchange exchange) throws IOException {
        JsonNode event = JSON.readTree(exchange.getRequestBody()).get(0);
        String type = exchange.getRequestHeaders().getFirst("aeg-event-type");
        if (type.equals("SubscriptionValidation")) {
            String code = event.get("data").get("validationCode").asText();
            answer(exchange, 200, "{\"validationResponse\":\"" + code + "\"}");
        } else {
            announced.add(event);
            answer(exchange, 200, "{}");
        }
    }

    private void callback(HttpExchange exchange) throws IOException {
        JsonNode events = JSON.readTree(exchange.getRequestBody());
        boolean fail;
        synchronized (this) {
            fail = failFirst > 0;
            failFirst -= fail ? 1 : 0;
        }
        if (!fail) {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            events.forEach(event -> callbacks.add(new Callback(authorization, event)));
        }
        answer(exchange, fail ? 503 : 200, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
