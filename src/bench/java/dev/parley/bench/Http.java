package dev.parley.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** JSON over HTTP at one address. Thread-safe. */
final class Http {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final Content NOTHING = Content.json("");
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final String root;
    private final Optional<String> credential;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    Http(String root) {
        this(root, Optional.empty());
    }

    private Http(String root, Optional<String> credential) {
        this.root = root;
        this.credential = credential;
    }

    /** The same by a demo user of local mode, whose name is the password. */
    Http as(String user) {
        var pair = (user + ":" + user).getBytes(StandardCharsets.UTF_8);
        return new Http(root, Optional.of("Basic " + Base64.getEncoder().encodeToString(pair)));
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    JsonNode put(String path, String body) throws IOException, InterruptedException {
        return send("PUT", path, body);
    }

    JsonNode delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "");
    }

    /** Status of a GET, 0 where nobody answers. */
    int status(String path) throws InterruptedException {
        try {
            return client.send(request(path).GET().build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        }
    }

    private JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        var answer = exchange(method, path, body.isEmpty() ? NOTHING : Content.json(body));
        return answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }

    /**
     * What is sent.
     *
     * @param over the version that is to be changed; empty: any
     */
    record Content(String type, String text, Optional<String> over) {
        static Content json(String text) {
            return new Content("application/json", text, Optional.empty());
        }

        static Content prompty(String text) {
            return new Content("text/x-prompty", text, Optional.empty());
        }

        Content over(String version) {
            return new Content(type, text, Optional.of(version));
        }
    }

    /** @param version its entity tag; empty where it has none */
    record Answer(String version, byte[] body) {}

    /** @throws IOException where nobody answers or what is wished is refused */
    Answer exchange(String method, String path, Content content) throws IOException, InterruptedException {
        var request = request(path)
                .header("Content-Type", content.type())
                .method(
                        method,
                        content.text().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(content.text()));
        content.over().ifPresent(version -> request.header("If-Match", version));
        var answer = client.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(method + " " + path + " was answered " + answer.statusCode());
        }
        return new Answer(answer.headers().firstValue("ETag").orElse(""), answer.body());
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(root + path)).timeout(TIMEOUT);
        credential.ifPresent(given -> request.header("Authorization", given));
        return request;
    }
}
