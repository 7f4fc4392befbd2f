package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.HeldPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/**
 * Another Parley server beside that of the build, from the same installation: it shares the emulator and, with other nodes,
 * a Redis.
 */
final class Node implements AutoCloseable {
    private static final Path BUILD = Path.of(System.getProperty("wars", "target"));
    private static final Path SERVERS = BUILD.resolve("liberty/wlp/usr/servers");
    /** A busy machine; usually 10 s. */
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(300);

    private static final StandardCopyOption REPLACE = StandardCopyOption.REPLACE_EXISTING;

    final String name;
    final int port;
    private final HeldPort http = HeldPort.take();
    private final HeldPort https = HeldPort.take();

    Node(String name) {
        this.name = name;
        port = http.number;
    }

    String url() {
        return "http://localhost:" + port;
    }

    /**
     * Begins to start; {@link #untilReady} waits.
     *
     * @param publicUrl where ACS is told to find the nodes
     */
    Node start(URI redis, String publicUrl) {
        try {
            var parley = SERVERS.resolve("parley");
            var folder = Files.createDirectories(SERVERS.resolve(name));
            Files.copy(Path.of("liberty/node/server.xml"), folder.resolve("server.xml"), REPLACE);
            var options = new ArrayList<>(Files.readAllLines(parley.resolve("jvm.options")));
            options.removeIf(option -> option.contains("otel.metric") || option.contains("otel.logs"));
            options.addAll(List.of("-Dotel.metrics.exporter=none", "-Dotel.logs.exporter=none"));
            // a server that lives for a minute has no use for the slow compiler
            options.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            Files.write(folder.resolve("jvm.options"), options);
            Files.copy(parley.resolve("server.env"), folder.resolve("server.env"), REPLACE);
            var properties = new Properties();
            try (var from = Files.newBufferedReader(parley.resolve("bootstrap.properties"))) {
                properties.load(from);
            }
            properties.setProperty("parley.http.port", Integer.toString(port));
            properties.setProperty("parley.https.port", Integer.toString(https.number));
            properties.setProperty("parley.public-url", publicUrl);
            properties.setProperty("parley.sessions.redis.url", redis.toString());
            try (var to = Files.newBufferedWriter(folder.resolve("bootstrap.properties"))) {
                properties.store(to, null);
            }
            server("start");
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void untilReady() {
        await(name + " is ready")
                .atMost(STARTED_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> LocalMode.get(url() + "/health/ready").status() == 200);
    }

    /** Dials somebody who listens; the id of the call. */
    String dials(String number) {
        return dials(number, "reception");
    }

    String dials(String number, String persona) {
        LocalMode.post(
                LocalMode.EMULATOR + "/emulator/callees",
                "{\"number\":\"" + number + "\",\"script\":[{\"silenceMs\":1}]}");
        var answer = asOperator(
                "POST",
                "/api/v1/calls/initiate",
                "{\"target_number\":\"" + number + "\",\"context\":{\"persona\":\"" + persona + "\"}}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body().get("call_id").asText();
    }

    JsonNode call(String callId) {
        return asOperator("GET", "/api/v1/calls/" + callId, null).body();
    }

    LocalMode.Answer asViewer(String path) {
        return as("viewer", "GET", path, null);
    }

    LocalMode.Answer asOperator(String method, String path, String json) {
        return as("operator", method, path, json);
    }

    private LocalMode.Answer as(String user, String method, String path, String json) {
        return LocalMode.send(LocalMode.request(url() + path)
                .header("Authorization", LocalMode.basic(user))
                .header("Content-Type", "application/json")
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json)));
    }

    int conversations() {
        return LocalMode.get(url() + "/api/v1/health")
                .body()
                .get("active_sessions")
                .asInt();
    }

    /** The word and the reason of readiness for {@code redis}. */
    String redis() {
        for (var check : LocalMode.get(url() + "/api/v1/readiness").body().get("checks")) {
            if (check.get("component").asText().equals("redis")) {
                return check.get("status").asText() + " " + check.get("error").asText();
            }
        }
        throw new AssertionError("readiness does not speak of redis");
    }

    @Override
    public void close() {
        try (http;
                https) {
            assertThat(server("stop").waitFor(60, TimeUnit.SECONDS))
                    .as(name + " stopped")
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while stopping " + name, e);
        }
    }

    private Process server(String command) throws IOException {
        var script = SERVERS.resolveSibling("../bin/server").normalize().toAbsolutePath();
        // a server that starts leaves the processor to the calls of other tests
        return new ProcessBuilder("nice", "-n", "5", script.toString(), command, name)
                .redirectErrorStream(true)
                .redirectOutput(BUILD.resolve(name + ".log").toFile())
                .start();
    }
}
