package dev.parley.emulator.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.ai.openai.OpenAIClient;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.ai.openai.models.ChatCompletions;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolCall;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolDefinition;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolDefinitionFunction;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatRequestMessage;
import com.azure.ai.openai.models.ChatRequestSystemMessage;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.BinaryData;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The real client of Azure OpenAI against the emulator. */
@Isolated
class OpenAiEmulatorIT {
    private static final String EMULATOR = System.getProperty("emulator.url");
    private static final String TLS = System.getProperty("emulator.tls.url");
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String FACTS =
            "You are Nora of Harbour Lane Clinic. We are open Monday to Friday from nine to five. Test of the OpenAI emulator.";

    private final AtomicReference<HttpResponse> response = new AtomicReference<>();

    @AfterEach
    void forget() throws Exception {
        control("DELETE", "faults", "");
        control("DELETE", "thinking/script", "");
    }

    @Test
    void streamsAnAnswerFromTheFactsOfThePrompt() throws Exception {
        var text = new StringBuilder();
        client("local-openai-key")
                .getChatCompletionsStream("gpt-4o", asking("When are you open?"))
                .forEach(chunk -> text.append(said(chunk)));

        assertThat(text).hasToString("We are open Monday to Friday from nine to five.");
    }

    @Test
    void callsATool() throws Exception {
        var function = new ChatCompletionsFunctionToolDefinitionFunction("look_up_order")
                .setDescription("Looks up an order by its number.")
                .setParameters(BinaryData.fromString(
                        "{\"type\":\"object\",\"properties\":{\"order_id\":{\"type\":\"string\",\"description\":\"Order number\"}},"
                                + "\"required\":[\"order_id\"]}"));
        ChatCompletionsOptions options = asking("Where is my order A-1042?")
                .setTools(List.of(new ChatCompletionsFunctionToolDefinition(function)));
        ChatCompletions answer = client("local-openai-key").getChatCompletions("gpt-4o", options);

        var call = (ChatCompletionsFunctionToolCall)
                answer.getChoices().getFirst().getMessage().getToolCalls().getFirst();
        assertThat(call.getFunction().getName()).isEqualTo("look_up_order");
        assertThat(call.getFunction().getArguments()).isEqualTo("{\"order_id\":\"A-1042\"}");
    }

    @Test
    void refusesAWrongKeyAnUnknownDeploymentAndTooMuch() throws Exception {
        OpenAIClient stranger = client("wrong-key");
        assertThatThrownBy(() -> stranger.getChatCompletions("gpt-4o", asking("Hi")))
                .isInstanceOf(ClientAuthenticationException.class);
        OpenAIClient client = client("local-openai-key");
        assertThatThrownBy(() -> client.getChatCompletions("gpt-9", asking("Hi")))
                .isInstanceOf(ResourceNotFoundException.class);
        control("POST", "faults", "{\"service\":\"openai\",\"kind\":\"throttle\",\"times\":1}");
        assertThatThrownBy(() -> client.getChatCompletions("gpt-4o", asking("Hi")))
                .isInstanceOfSatisfying(
                        HttpResponseException.class,
                        e -> assertThat(e.getResponse().getStatusCode()).isEqualTo(429));
    }

    @Test
    void recordsAtWhichChunkAClientLeft() throws Exception {
        String marker = "leaves early " + System.nanoTime();
        control(
                "POST",
                "thinking/script",
                "{\"turns\":[{\"when\":\"" + marker + "\",\"say\":\"" + "This goes on and on. ".repeat(40) + "\"}]}");
        var stream = client("local-openai-key")
                .getChatCompletionsStream("gpt-4o", asking(marker))
                .iterator();
        for (int i = 0; i < 8; i++) {
            stream.next();
        }
        response.get().close();

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        control("GET", "requests?service=openai", ""))
                .containsPattern(marker + "[^}]*\"clientLeftAtChunk\":(?:[7-9]|[1-9]\\d+)\\b"));
    }

    @Test
    void theControlApiNamesWhatIsWrong() throws Exception {
        assertThat(control("POST", "faults", "{\"service\":\"openai\",\"kind\":\"explode\"}"))
                .contains("\\\"kind\\\" must be one of");
        assertThat(control("POST", "faults", "{\"service\":\"acs\",\"kind\":\"reset\",\"voice\":\"ava\"}"))
                .contains("\\\"voice\\\" is nothing that acs can tell");
        assertThat(control("PUT", "thinking", "{\"tokensPerSecond\":-1}")).contains("tokensPerSecond");
        assertThat(control("POST", "thinking/script", "[]")).contains("must be a JSON object");
    }

    private static ChatCompletionsOptions asking(String text) {
        List<ChatRequestMessage> messages =
                List.of(new ChatRequestSystemMessage(FACTS), new ChatRequestUserMessage(text));
        return new ChatCompletionsOptions(messages);
    }

    private static String said(ChatCompletions chunk) {
        if (chunk.getChoices().isEmpty() || chunk.getChoices().getFirst().getDelta() == null) {
            return "";
        }
        String content = chunk.getChoices().getFirst().getDelta().getContent();
        return content == null ? "" : content;
    }

    /** A client that trusts the local key pair, never retries, and keeps its response so that a test can close it. */
    private OpenAIClient client(String key) throws Exception {
        SslContext trust = trust();
        return new OpenAIClientBuilder()
                .endpoint(TLS)
                .credential(new AzureKeyCredential(key))
                .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ofMillis(1))))
                .addPolicy((context, next) -> next.process().doOnNext(response::set))
                .httpClient(new NettyAsyncHttpClientBuilder(
                                reactor.netty.http.client.HttpClient.create().secure(ssl -> ssl.sslContext(trust)))
                        .build())
                .buildClient();
    }

    private static SslContext trust() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("local.keys")))) {
            keys.load(in, System.getProperty("local.keys.password").toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("local", keys.getCertificate("local"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return SslContextBuilder.forClient().trustManager(factory).build();
    }

    private static String control(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(EMULATOR + "/emulator/" + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HTTP.send(request, BodyHandlers.ofString()).body();
    }
}
