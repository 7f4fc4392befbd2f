package dev.parley.realtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.parley.config.RealtimeSettings;
import dev.parley.config.TokenSettings;
import dev.parley.realtime.ClientSecrets.ClientSecret;
import dev.parley.realtime.ClientSecrets.Setup;
import dev.parley.realtime.SecretRefused;
import dev.parley.web.RefusedKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of the service for a client secret, and what its refusals mean. */
class AzureClientSecretsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T16:00:00Z");
    private static final Setup MARIN = new Setup(
            "You are Marin.", "marin", Locale.US, Duration.ofMillis(500), Optional.empty(), Optional.of(1000));

    private HttpServer service;
    private volatile int status = 200;
    private volatile String answer = "{\"value\":\"ek_1\",\"expires_at\":1756310470}";
    private volatile String asked = "";
    private volatile String sent = "";

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            asked = exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("api-key");
            sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Retry-After", "17");
            var bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    @Test
    void thePersonaIsBakedIn() {
        var secret = mint(false, Optional.empty());

        assertThat(asked).isEqualTo("/openai/v1/realtime/client_secrets the-key");
        assertThat(sent)
                .contains("\"expires_after\":{\"anchor\":\"created_at\",\"seconds\":60}")
                .contains("\"model\":\"gpt-realtime\"", "\"instructions\":\"You are Marin.\"", "\"voice\":\"marin\"")
                .contains("\"silence_duration_ms\":500", "\"max_output_tokens\":1000")
                .doesNotContain("tools");
        assertThat(secret)
                .isEqualTo(new ClientSecret(
                        "ek_1",
                        Instant.ofEpochSecond(1_756_310_470),
                        URI.create(root() + "/openai/v1/realtime/calls?model=gpt-realtime")));
    }

    @Test
    void thePreviewIsAskedInItsOwnShape() {
        answer = "{\"client_secret\":{\"value\":\"ek_2\",\"expires_at\":1756310470}}";
        var secret = mint(true, Optional.of("swedencentral"));

        assertThat(asked).isEqualTo("/openai/realtimeapi/sessions?api-version=2025-04-01-preview the-key");
        assertThat(sent).contains("\"modalities\":[\"audio\",\"text\"]", "\"max_response_output_tokens\":1000");
        assertThat(secret.value()).isEqualTo("ek_2");
        assertThat(secret.address())
                .hasToString(
                        "https://swedencentral.realtimeapi-preview.ai.azure.com/v1/realtimertc?model=gpt-realtime");
    }

    @ParameterizedTest
    @CsvSource({"400, false", "401, false", "404, false", "429, true", "500, true", "503, true"})
    void aRefusalSaysWhetherAskingLaterHelps(int given, boolean later) {
        status = given;
        answer = "{\"error\":{\"message\":\"You are Marin.\"}}";

        var refused = refusal(secrets(false, Optional.empty()));

        assertThat(refused.retryable()).isEqualTo(later);
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(17));
        assertThat(refused).hasMessage("Azure OpenAI answered " + given);
    }

    @Test
    void anAnswerWithoutASecretIsARefusal() {
        answer = "{\"session\":{}}";

        assertThat(refusal(secrets(false, Optional.empty())).retryable()).isFalse();
    }

    @Test
    void aServiceThatIsNotThereIsARefusalForNow() {
        service.stop(0);

        assertThat(refusal(secrets(false, Optional.empty())).retryable()).isTrue();
    }

    @Test
    void aRefusedKeyIsNotShownAgainAtOnce() {
        status = 401;
        var secrets = secrets(false, Optional.empty());
        refusal(secrets);
        asked = "";

        assertThat(refusal(secrets)).hasMessage("Azure OpenAI refuses our key");
        assertThat(asked).isEmpty();
    }

    private ClientSecret mint(boolean preview, Optional<String> region) {
        return secrets(preview, region).mint(MARIN).toCompletableFuture().join();
    }

    private static SecretRefused refusal(AzureClientSecrets secrets) {
        try {
            secrets.mint(MARIN).toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof SecretRefused refused) {
                return refused;
            }
            throw e;
        }
        throw new AssertionError("a secret was given");
    }

    private AzureClientSecrets secrets(boolean preview, Optional<String> region) {
        return new AzureClientSecrets(
                Optional.of(new RealtimeSettings(
                        URI.create(root()), "the-key", "gpt-realtime", "whisper-1", Duration.ofMinutes(25), List.of())),
                new TokenSettings(preview, region, Duration.ofMinutes(1), 10, 60),
                AzureRealtime.client(Runnable::run),
                new RefusedKeys(Duration.ofSeconds(30), () -> 0),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private String root() {
        return "http://localhost:" + service.getAddress().getPort();
    }
}
