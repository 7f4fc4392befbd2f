package dev.parley.emulator.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.requests.RequestLog;
import dev.parley.emulator.thinking.Relay;
import dev.parley.emulator.thinking.Thought;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another server thinks, in OpenAI's words; clients hear Azure's. */
class RelayTest {
    private static final String ASKS = "{'messages':[{'role':'user','content':'Hello?'}],'stream':true}";
    private static final String CHUNK =
            "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"tiny\",\"choices\":"
                    + "[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":null}]}\n\n";

    private final Service service = new Service();
    private final AtomicReference<JsonObject> asked = new AtomicReference<>();
    private final AtomicReference<String> key = new AtomicReference<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer model;

    /** How the other server answers. */
    private interface Answers {
        void to(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        model = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        model.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        model.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        model.stop(0);
    }

    private void answers(Answers how) {
        model.createContext("/v1/chat/completions", exchange -> {
            try (exchange) {
                var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                try (var reader = Json.createReader(new StringReader(body))) {
                    asked.set(reader.readObject());
                }
                key.set(exchange.getRequestHeaders().getFirst("Authorization"));
                how.to(exchange);
            }
        });
        service.relay.set(Optional.of(target("/v1", Optional.of("tiny"))));
    }

    private Relay.Target target(String path, Optional<String> modelsName) {
        return new Relay.Target(
                URI.create("http://127.0.0.1:" + model.getAddress().getPort() + path), modelsName, Optional.empty());
    }

    private static void streams(HttpExchange exchange, String... events) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        for (var event : events) {
            exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
        }
    }

    @Test
    void aStreamComesBackInAzuresWords() {
        answers(exchange -> streams(
                exchange, ": a comment\n\n", CHUNK.formatted("Good "), CHUNK.formatted("day."), "data: [DONE]"));

        var client = service.asks(ASKS);

        assertThat(asked.get().getString("model")).isEqualTo("tiny");
        assertThat(key.get()).isNull();
        assertThat(client.status).isEqualTo(200);
        assertThat(client.chunks()).hasSize(3);
        assertThat(client.chunks().getFirst()).containsKey("prompt_filter_results");
        assertThat(client.chunks().getLast().getString("model")).isEqualTo("gpt-4o");
        var choice = client.chunks().getLast().getJsonArray("choices").getJsonObject(0);
        assertThat(choice.getJsonObject("delta").getString("content")).isEqualTo("day.");
        assertThat(choice).containsKey("content_filter_results");
        assertThat(client.sent.getLast()).isEqualTo("data: [DONE]\n\n");
    }

    @Test
    void toolsGoThereAndTheirCallsComeBack() {
        var call =
                "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"opening_hours\",\"arguments\":\"{}\"}}]},\"finish_reason\":\"tool_calls\"}]}\n\n";
        answers(exchange -> streams(exchange, call, "data: [DONE]\n\n"));

        var client = service.asks(
                "{'messages':[{'role':'user','content':'When?'}],'stream':true,'tools':[{'type':'function','function':{'name':'opening_hours','parameters':{'type':'object','properties':{}}}}]}");

        assertThat(asked.get().getJsonArray("tools")).hasSize(1);
        assertThat(client.chunks().getLast().toString()).contains("\"opening_hours\"");
    }

    @Test
    void anAnswerInOnePieceComesBackSoToo() {
        answers(exchange -> {
            var answer =
                    "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                            + "\"content\":\"Good day.\"},\"finish_reason\":\"stop\"}]}";
            exchange.sendResponseHeaders(200, answer.length());
            exchange.getResponseBody().write(answer.getBytes(StandardCharsets.UTF_8));
        });

        var client = service.asks("{'messages':[{'role':'user','content':'Hello?'}]}");

        assertThat(client.body()).containsKeys("prompt_filter_results", "choices");
        assertThat(client.body().getString("model")).isEqualTo("gpt-4o");
    }

    @Test
    void anAnswerThatIsNoJsonIsAnErrorOfTheServer() {
        answers(exchange -> {
            exchange.sendResponseHeaders(200, 5);
            exchange.getResponseBody().write("<html".getBytes(StandardCharsets.UTF_8));
        });

        assertThat(service.asks("{'messages':[{'role':'user','content':'Hello?'}]}").status)
                .isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource({"429,429", "400,400", "404,404", "401,500", "500,500", "503,503"})
    void aRefusalThereIsOneOfAzuresHere(int there, int here) {
        answers(exchange -> {
            exchange.getResponseHeaders().set("Retry-After", "7");
            exchange.sendResponseHeaders(there, -1);
        });

        var client = service.asks(ASKS);

        assertThat(client.status).isEqualTo(here);
        assertThat(client.error()).containsKey("code");
        if (here == 429) {
            assertThat(client.headers).containsEntry("retry-after", "7");
        }
    }

    @Test
    void aServerThatIsNotThereIsAServiceThatIsNotAvailable() throws IOException {
        service.relay.set(Optional.of(target("/v1", Optional.empty())));
        model.stop(0);

        assertThat(service.asks(ASKS).status).isEqualTo(503);
    }

    @Test
    void aStreamThatBreaksOffBreaksOffHere() {
        answers(exchange -> streams(exchange, CHUNK.formatted("Good ")));

        var client = service.asks(ASKS);

        assertThat(client.sent).hasSize(3).doesNotContain("data: [DONE]\n\n");
        assertThat(client.sent.getLast()).startsWith("data: {\"error\"");
    }

    @Test
    void aStreamThatFallsSilentIsGivenUp() throws Exception {
        var silent = new RelayedAnswer(Duration.ofMillis(200));
        answers(exchange -> {
            streams(exchange, CHUNK.formatted("Good "));
            awaitTheEnd();
        });
        var client = new RecordedWire();

        silent.of(
                target("/v1", Optional.empty()),
                ASKS.replace('\'', '"'),
                RequestReader.read(ASKS.replace('\'', '"')),
                "gpt-4o",
                client,
                new RequestLog().open(AzureService.OPENAI, "POST"));

        assertThat(client.sent.getLast()).startsWith("data: {\"error\"");
        assertThat(asked.get().getString("model")).isEqualTo("gpt-4o");
    }

    @Test
    void aClientThatLeavesLeavesTheOtherServerToo() {
        var left = new CountDownLatch(1);
        answers(exchange -> {
            try {
                exchange.sendResponseHeaders(200, 0);
                while (over.getCount() > 0) {
                    exchange.getResponseBody().write(CHUNK.formatted("on ").getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            } catch (IOException goneAway) {
                left.countDown();
                throw goneAway;
            }
        });

        service.asks(ASKS.replace('"', '\''), new RecordedWire(3));

        assertThat(service.notes()).containsEntry("clientLeftAtChunk", 2);
        await().atMost(Duration.ofSeconds(20)).until(() -> left.getCount() == 0);
    }

    @Test
    void whatATestPutDownComesFirst() {
        answers(exchange -> streams(exchange, "data: [DONE]\n\n"));
        service.thinks(Thought.saying("Scripted."));

        assertThat(service.asks(ASKS).sent.toString()).contains("Scripted");
        assertThat(asked.get()).isNull();
    }

    @Test
    void aTargetThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new Relay.Target(URI.create("ftp://here/v1"), Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new Relay.Target(URI.create("http://me:secret@here/v1"), Optional.empty(), Optional.empty()))
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> new Relay.Target(
                        URI.create("http://here/v1"), Optional.empty(), Optional.of("RELAY_NO_SUCH_KEY")))
                .hasMessageContaining("not set");
        assertThatThrownBy(() -> new Relay.Target(URI.create("http://here/v1"), Optional.empty(), Optional.of("PATH")))
                .as("other secrets of the process stay here")
                .hasMessageContaining("must begin with RELAY_");
    }

    private void awaitTheEnd() throws IOException {
        try {
            over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", stopped);
        }
    }
}
