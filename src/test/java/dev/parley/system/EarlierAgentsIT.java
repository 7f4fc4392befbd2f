package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.system.LocalMode.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the earlier web client asks {@code /api/agent} for. */
class EarlierAgentsIT {
    private static final String PAGE = "http://localhost:5173"; // allow-listed in local mode

    @ParameterizedTest
    @ValueSource(strings = {"/api/agent/", "/api/agent"})
    void theToolsOfThisServerAreListed(String path) {
        var hours = stream(get(path, PAGE)).filter(one -> one.get("id").asText().equals("opening_hours"));

        assertThat(hours).singleElement().satisfies(tool -> {
            assertThat(tool.get("type").asText()).isEqualTo("function_agent");
            assertThat(tool.get("description").asText()).isNotEmpty();
            assertThat(tool.get("parameters").get(0).fieldNames())
                    .toIterable()
                    .containsExactly("name", "type", "description", "required");
        });
    }

    @Test
    void oneIsShownAndAnotherIsNotFound() {
        assertThat(get("/api/agent/end_call", PAGE).body().get("id").asText()).isEqualTo("end_call");
        assertThat(get("/api/agent/nobody", PAGE).status()).isEqualTo(404);
        assertThat(get("/api/agent/nobody", PAGE).body().get("error").asText()).isEqualTo("Agent not found");
        assertThat(get("/api/agent/refresh", PAGE).body().get("message").asText())
                .isEqualTo("Agents refreshed");
        assertThat(stream(get("/api/agent/function", PAGE))).isNotEmpty();
    }

    @Test
    void foreignPagesGetNothing() {
        assertThat(get("/api/agent/", "https://evil.example").status()).isEqualTo(401);
        assertThat(LocalMode.asViewer("/api/agent/").status()).isEqualTo(200);
    }

    @Test
    void aPageOfAnAllowedOriginMayAsk() {
        var preflight = LocalMode.send(LocalMode.request(LocalMode.PARLEY + "/api/agent/")
                .header("Origin", PAGE)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
    }

    private static Stream<JsonNode> stream(Answer answer) {
        return StreamSupport.stream(answer.body().spliterator(), false);
    }

    private static Answer get(String path, String origin) {
        return LocalMode.send(LocalMode.request(LocalMode.PARLEY + path)
                .header("Origin", origin)
                .GET());
    }
}
