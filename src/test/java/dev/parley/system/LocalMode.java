package dev.parley.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Parley and the emulator as somebody at the keyboard reaches them. */
final class LocalMode {
    static final String PARLEY = System.getProperty("parley.url", "http://localhost:9080");
    static final String EMULATOR = System.getProperty("emulator.url", "http://localhost:9090");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    static {
        // a server that has just started still reads its personas
        await("Parley is ready")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(250))
                .pollInSameThread() // another one would wait for this class
                .ignoreExceptions()
                .until(() -> get(PARLEY + "/health/ready").status() == 200);
    }

    private LocalMode() {}

    /** What came back: the status and the JSON body, an empty node where there is none. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    static Answer get(String url) {
        return send(request(url).GET());
    }

    static Answer delete(String url) {
        return send(request(url).DELETE());
    }

    static Answer post(String url, String json) {
        return send(request(url).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    static Answer put(String url, String json) {
        return send(request(url).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(json)));
    }

    /** As a demo user of local mode, by HTTP Basic. */
    static Answer as(String user, String method, String path, String json, Map<String, String> headers) {
        var request = request(PARLEY + path)
                .header("Authorization", basic(user))
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return send(request);
    }

    static Answer asOperator(String method, String path, String json) {
        return as("operator", method, path, json, Map.of());
    }

    static Answer asViewer(String path) {
        return as("viewer", "GET", path, null, Map.of());
    }

    /** Demo users have their name as password. */
    static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
    }

    static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20));
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            var response = HTTP.send(request.build(), BodyHandlers.ofString());
            var text = response.body();
            var json = text.isBlank() || !(text.startsWith("{") || text.startsWith("["))
                    ? JSON.createObjectNode()
                    : JSON.readTree(text);
            return new Answer(response.statusCode(), json, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "interrupted while waiting for " + request.build().uri(), e);
        }
    }
}
