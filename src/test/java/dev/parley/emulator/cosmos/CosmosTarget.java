package dev.parley.emulator.cosmos;

import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.emulator.cosmos.store.CosmosStore;
import dev.parley.emulator.cosmos.store.Folder;
import dev.parley.emulator.cosmos.wire.CosmosReply;
import dev.parley.emulator.cosmos.wire.CosmosRequest;
import dev.parley.emulator.cosmos.wire.Gate;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.requests.RequestLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An account to test against: a real one where the environment variable {@code COSMOSDB_CONNECTION} names it; else the running
 * emulator in system tests, and the emulator's service behind a small server of this process in unit tests.
 */
final class CosmosTarget implements AutoCloseable {
    static final String KEY = "dGhlLWtleS1vZi10aGUtdGVzdHM=";
    private static final String KEY_OF_LOCAL_MODE = "bG9jYWwtY29zbW9zLWtleS1vZi10aGUtZW11bGF0b3I=";
    private static final Pattern CONNECTION = Pattern.compile("AccountEndpoint=([^;]+);AccountKey=([^;]+);?");

    final Faults faults = new Faults();
    final RequestLog log = new RequestLog();
    private final String endpoint;
    private final String key;
    private final boolean emulator;
    private final Optional<HttpServer> server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    static CosmosTarget chosen() throws IOException {
        String connection = System.getenv("COSMOSDB_CONNECTION");
        if (connection != null && !connection.isBlank()) {
            return new CosmosTarget(connection.strip(), false);
        }
        String running = System.getProperty("emulator.url");
        return running == null
                ? emulator()
                : new CosmosTarget("AccountEndpoint=" + running + "/;AccountKey=" + KEY_OF_LOCAL_MODE, true);
    }

    static CosmosTarget emulator() throws IOException {
        return new CosmosTarget(new CosmosStore(Folder.inMemory(), Clock.systemUTC()));
    }

    private CosmosTarget(String connection, boolean emulator) {
        Matcher parts = CONNECTION.matcher(connection);
        if (!parts.matches()) {
            throw new IllegalArgumentException("COSMOSDB_CONNECTION must be AccountEndpoint=…;AccountKey=…;");
        }
        endpoint = parts.group(1);
        key = parts.group(2);
        server = Optional.empty();
        this.emulator = emulator;
    }

    CosmosTarget(CosmosStore store) throws IOException {
        CosmosService service =
                new CosmosService(store, new Gate(KEY, Optional.of("the-tests"), Clock.systemUTC()), faults, log);
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", exchange -> serve(exchange, service));
        http.start();
        server = Optional.of(http);
        endpoint = "http://localhost:" + http.getAddress().getPort() + "/";
        key = KEY;
        emulator = true;
    }

    boolean isEmulator() {
        return emulator;
    }

    String endpoint() {
        return endpoint;
    }

    CosmosClient client() {
        return builder().key(key).buildClient();
    }

    CosmosClientBuilder builder() {
        return new CosmosClientBuilder()
                .endpoint(endpoint)
                .consistencyLevel(ConsistencyLevel.SESSION)
                .gatewayMode();
    }

    private static void serve(HttpExchange exchange, CosmosService service) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        CosmosReply reply = service.answer(new CosmosRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                headers,
                exchange.getRequestBody().readAllBytes(),
                "http://" + headers.get("host") + "/"));
        byte[] body = reply.json().getBytes(StandardCharsets.UTF_8);
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.getResponseHeaders().set("content-type", "application/json");
        if (reply.cutShort()) {
            exchange.sendResponseHeaders(reply.status(), body.length + 1000);
        } else {
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.ifPresent(each -> each.stop(0));
        threads.shutdownNow();
    }
}
