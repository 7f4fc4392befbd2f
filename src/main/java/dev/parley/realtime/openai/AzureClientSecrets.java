package dev.parley.realtime.openai;

import dev.parley.config.RealtimeSettings;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.config.TokenSettings;
import dev.parley.realtime.ClientSecrets;
import dev.parley.realtime.SecretRefused;
import dev.parley.web.RefusedKeys;
import dev.parley.web.RefusedKeys.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Client secrets of Azure OpenAI Realtime, of either generation of its protocol (azure-openai-realtime §6). Thread-safe. */
@ApplicationScoped
public class AzureClientSecrets implements ClientSecrets {
    private static final String GA = "/openai/v1/realtime/client_secrets";
    private static final String PREVIEW = "/openai/realtimeapi/sessions?api-version=2025-04-01-preview";
    private static final Duration ANSWER = Duration.ofSeconds(10); // somebody waits at a button
    private static final Duration LATER = Duration.ofSeconds(5); // where the service names no time
    private static final int TOO_MANY = 429;
    private static final int OF_THE_SERVICE = 500;

    private final Optional<RealtimeSettings> settings;
    private final TokenSettings tokens;
    private final HttpClient http;
    private final RefusedKeys keys;
    private final Clock clock;

    AzureClientSecrets() {
        this(Optional.empty(), null, null, null, null);
    }

    @Inject
    public AzureClientSecrets(Settings settings, Threads threads, RefusedKeys keys) {
        this(settings.realtime(), settings.tokens(), AzureRealtime.client(threads.virtual()), keys, Clock.systemUTC());
    }

    AzureClientSecrets(
            Optional<RealtimeSettings> settings, TokenSettings tokens, HttpClient http, RefusedKeys keys, Clock clock) {
        this.settings = settings;
        this.tokens = tokens;
        this.http = http;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ClientSecret> mint(Setup setup) {
        if (settings.isEmpty()) {
            return refused(new SecretRefused("parley.realtime.deployment is not set", true, LATER));
        }
        if (!keys.mayAsk(Service.OPENAI)) {
            return refused(new SecretRefused(Service.OPENAI.refusal(), true, keys.pause()));
        }
        var azure = settings.get();
        return http.sendAsync(request(azure, setup), BodyHandlers.ofString(StandardCharsets.UTF_8))
                .handle((response, failure) -> {
                    if (failure != null) {
                        throw new SecretRefused("Azure OpenAI did not answer", true, LATER);
                    }
                    keys.answered(Service.OPENAI, response.statusCode());
                    return secret(azure, response);
                });
    }

    private HttpRequest request(RealtimeSettings azure, Setup setup) {
        var body = tokens.preview()
                ? SecretRequest.preview(setup, azure)
                : SecretRequest.ga(setup, azure, tokens.life().toSeconds());
        return HttpRequest.newBuilder(URI.create(azure.endpoint() + (tokens.preview() ? PREVIEW : GA)))
                .timeout(ANSWER)
                .header("api-key", azure.key())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private ClientSecret secret(RealtimeSettings azure, HttpResponse<String> response) {
        int status = response.statusCode();
        if (status < 200 || status >= 300) {
            boolean later = status == TOO_MANY || status >= OF_THE_SERVICE;
            throw new SecretRefused("Azure OpenAI answered " + status, later, retryAfter(response));
        }
        return SecretAnswer.read(response.body(), clock.instant())
                .map(answer -> new ClientSecret(answer.value(), answer.expiresAt(), address(azure)))
                .orElseThrow(() -> new SecretRefused("the answer of Azure OpenAI was not understood", false, LATER));
    }

    /** Names the model first, since earlier clients add one of their own behind it. */
    private URI address(RealtimeSettings azure) {
        var root = tokens.region()
                .map(region -> "https://" + region + ".realtimeapi-preview.ai.azure.com")
                .orElse(azure.endpoint().toString());
        var path = tokens.preview() ? "/v1/realtimertc" : "/openai/v1/realtime/calls";
        return URI.create(root + path + "?model=" + URLEncoder.encode(azure.deployment(), StandardCharsets.UTF_8));
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("retry-after")
                .filter(seconds -> seconds.matches("[0-9]{1,5}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(LATER);
    }

    private static CompletionStage<ClientSecret> refused(SecretRefused why) {
        return CompletableFuture.failedStage(new CompletionException(why));
    }
}
