package dev.parley.agents.openai;

import static dev.parley.agents.openai.Thinking.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.agents.ChatMessage;
import dev.parley.agents.ChatModel.Ending;
import dev.parley.agents.ChatModel.Event.Failed;
import dev.parley.agents.ChatModel.Event.Finished;
import dev.parley.agents.ChatModel.Event.ToolsWanted;
import dev.parley.agents.ChatModel.Question;
import dev.parley.agents.ToolSchema;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter against the emulated Azure OpenAI, which says at which chunk its client left. */
class AzureOpenAiChatIT {
    private static final URI SERVICE = URI.create(System.getProperty("emulator.tls.url", "https://localhost:9453"));
    private static final String CONTROL = System.getProperty("emulator.url", "http://localhost:9090") + "/emulator";
    private static final String KEY = "local-openai-key";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String mark = "call-" + UUID.randomUUID();

    @Test
    void aScriptedAnswerComesWhole() throws Exception {
        script("{\"say\":\"We are open from nine to five. On Saturday we close at noon.\"}");
        try (var thinking = thinking(KEY)) {
            var heard = thinking.ask(ask("When are you open?", "gpt-4o")).untilOver();

            assertThat(heard.text()).isEqualTo("We are open from nine to five. On Saturday we close at noon.");
            assertThat(heard.last()).isInstanceOfSatisfying(Finished.class, finished -> {
                assertThat(finished.ending()).isEqualTo(Ending.COMPLETE);
                assertThat(finished.promptTokens()).isPositive();
                assertThat(finished.completionTokens()).isPositive();
            });
        }
    }

    @Test
    void toolsAreAskedForInParallel() throws Exception {
        script("{\"toolCalls\":[{\"name\":\"look_up\",\"arguments\":{\"id\":\"A-1042\"}},"
                + "{\"name\":\"look_up\",\"arguments\":{\"id\":\"A-1043\"}}]}");
        try (var thinking = thinking(KEY)) {
            var heard = thinking.ask(ask("Both, please", "gpt-4o")).untilOver();

            assertThat(heard.events)
                    .filteredOn(ToolsWanted.class::isInstance)
                    .singleElement()
                    .isInstanceOfSatisfying(ToolsWanted.class, wanted -> assertThat(wanted.calls())
                            .extracting(call ->
                                    JSON.readTree(call.arguments()).get("id").asText())
                            .containsExactly("A-1042", "A-1043"));
            assertThat(heard.last()).isInstanceOfSatisfying(Finished.class, finished -> assertThat(finished.ending())
                    .isEqualTo(Ending.TOOLS));
        }
    }

    @Test
    void aBargeInMakesTheServiceStop() throws Exception {
        script("{\"say\":\"" + "This sentence goes on and on for a very long time. ".repeat(40) + "\"}");
        var begun = Instant.now();
        try (var thinking = thinking(KEY)) {
            var heard = thinking.ask(ask("Tell me everything", "gpt-4o"));
            await().atMost(Duration.ofSeconds(30)).until(() -> heard.events.size() >= 5);

            heard.thought.cancel();

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(requests())
                    .as("the emulator saw the client leave early")
                    .anySatisfy(request -> {
                        assertThat(Instant.parse(request.get("time").asText())).isAfterOrEqualTo(begun);
                        assertThat(request.at("/notes/clientLeftAtChunk").asInt(-1))
                                .isBetween(1, request.at("/notes/chunks").asInt() - 100);
                    }));
        }
    }

    @ParameterizedTest
    @CsvSource({"wrong-key, gpt-4o, 401", "local-openai-key, no-such-deployment, 404"})
    void whatIsWronglyConfiguredIsNotWorthAskingAgain(String key, String deployment, int status) throws Exception {
        try (var thinking = thinking(key)) {
            var heard = thinking.ask(ask("Hello", deployment)).untilOver();

            assertThat(heard.events).singleElement().isInstanceOfSatisfying(Failed.class, failed -> {
                assertThat(failed.reason()).contains("" + status);
                assertThat(failed.retryable()).isFalse();
            });
        }
    }

    private Question ask(String text, String deployment) {
        var usual = question(
                text,
                new ToolSchema(
                        "look_up",
                        "Look up an order.",
                        "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}},\"required\":[\"id\"]}"));
        return new Question(
                Optional.of(deployment),
                List.of(new ChatMessage.Instructions("You are brief. " + mark), new ChatMessage.Caller(text)),
                usual.tools(),
                usual.temperature(),
                usual.topP(),
                usual.maxOutputTokens().map(most -> 2_000),
                usual.firstToken());
    }

    private static Thinking thinking(String key) throws Exception {
        return new Thinking(SERVICE, key, Duration.ofSeconds(30), 8);
    }

    private void script(String turn) throws IOException, InterruptedException {
        var answer = send(HttpRequest.newBuilder(URI.create(CONTROL + "/thinking/script"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"forCall\":\"" + mark + "\",\"turns\":[" + turn + "]}")));
        assertThat(answer.get("turns").asInt()).isEqualTo(1);
    }

    private static JsonNode requests() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(CONTROL + "/requests?service=openai")));
    }

    private static JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var response = http.send(request.timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
            return JSON.readTree(response.body());
        }
    }
}
