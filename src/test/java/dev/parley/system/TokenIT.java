package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens for browsers that talk to the model themselves, as the earlier system's client asks for them. */
@Isolated("a fault of the emulator strikes whoever asks for a secret")
class TokenIT {
    private static final String TOKEN = "/api/token";
    private static final String PERSONAS = TOKEN + "/personas";
    private static final String PAGE = "http://localhost:3000"; // allow-listed in local mode
    private static final int MOST_A_MINUTE = 10; // parley.realtime.tokens-per-user
    private static final String FOREIGN = "https://evil.example";

    @AfterEach
    void healthyAgain() {
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults");
    }

    @ParameterizedTest
    @CsvSource({"talker, 200", "operator, 200", "approver, 200", "viewer, 403"})
    void whoMayTalkGetsOne(String user, int status) {
        assertThat(as(user, TOKEN).status()).isEqualTo(status);
        assertThat(as(user, PERSONAS).status()).isEqualTo(status);
    }

    @Test
    void theSecretOpensWhatTheAnswerNamesAlsoForAClientThatAddsAModelOfItsOwn() {
        var token = as("talker", TOKEN + "?personaId=concierge").body();

        assertThat(token.get("voice").asText()).isEqualTo("marin");
        assertThat(token.get("systemInstructions").asText()).contains("You are Marin, the concierge");
        assertThat(Instant.parse(token.get("expiresAt").asText()))
                .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(90));
        var url = token.get("realtimeUrl").asText();
        assertThat(URI.create(url).getQuery()).isEqualTo("model=gpt-realtime");
        var path = url.substring(url.indexOf("/openai/"));
        var answer = LocalMode.send(LocalMode.request(LocalMode.EMULATOR + path + "&model=gpt-4o-realtime-preview")
                .header("Authorization", "Bearer " + token.get("clientSecret").asText())
                .header("Content-Type", "application/sdp")
                .POST(BodyPublishers.ofString("no offer")));
        assertThat(answer.status()).as("let in, and told that this is no offer").isEqualTo(400);
    }

    @Test
    void thoseAreListedThatOneModelSpeaksFor() {
        var personas = as("editor", PERSONAS).body();

        assertThat(StreamSupport.stream(personas.spliterator(), false)
                        .map(persona -> persona.get("id").asText()))
                .contains("concierge")
                .doesNotContain("reception");
        assertThat(personas.get(0).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "name", "description", "voice", "icon", "systemInstructions");
    }

    @ParameterizedTest
    @CsvSource({"nobody", "reception", "No-Id"})
    void othersAreNotFound(String id) {
        var answer = as("approver", TOKEN + "?personaId=" + id);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void guestsGetOneFromAnAllowedPageAndNobodyElseDoes() {
        assertThat(guest(TOKEN, PAGE).status()).isEqualTo(200);
        assertThat(guest(TOKEN, PAGE).header("Access-Control-Allow-Origin")).isEqualTo(PAGE);
        assertThat(guest(PERSONAS, PAGE).status()).isEqualTo(200);
        assertThat(guest(TOKEN, FOREIGN).status()).isEqualTo(401);
        assertThat(guest(PERSONAS, FOREIGN).status()).isEqualTo(401);
    }

    /** Of the editor, who asks for none in the other tests. */
    @Test
    void whoAsksForTooManyIsToldWhenToAskAgain() {
        var answers = Stream.generate(() -> as("editor", TOKEN))
                .limit(MOST_A_MINUTE + 1)
                .toList();

        var last = answers.getLast();
        assertThat(last.status()).isEqualTo(429);
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
        assertThat(as("editor", PERSONAS).status()).isEqualTo(200);
        assertThat(as("operator", TOKEN).status()).isEqualTo(200);
    }

    @Test
    void whatTheServiceRefusesIsToldWithAReason() {
        LocalMode.post(
                LocalMode.EMULATOR + "/emulator/faults",
                "{\"service\":\"realtime\",\"kind\":\"refuse\",\"moment\":\"secret\"}");

        var answer = as("operator", TOKEN);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isPositive();
        assertThat(answer.body().get("detail").asText()).contains("Azure OpenAI answered");
    }

    @Test
    void aPageOfAnAllowedOriginMayAsk() {
        assertThat(preflight(PAGE).status()).isEqualTo(204);
        assertThat(preflight(FOREIGN).status()).isEqualTo(403);
    }

    private static LocalMode.Answer as(String user, String path) {
        return LocalMode.as(user, "GET", path, null, Map.of());
    }

    private static LocalMode.Answer guest(String path, String origin) {
        return LocalMode.send(LocalMode.request(LocalMode.PARLEY + path)
                .header("Origin", origin)
                .GET());
    }

    private static LocalMode.Answer preflight(String origin) {
        return LocalMode.send(LocalMode.request(LocalMode.PARLEY + TOKEN)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization")
                .method("OPTIONS", BodyPublishers.noBody()));
    }
}
