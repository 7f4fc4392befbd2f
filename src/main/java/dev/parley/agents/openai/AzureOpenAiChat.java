package dev.parley.agents.openai;

import com.azure.ai.openai.OpenAIAsyncClient;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.ai.openai.OpenAIServiceVersion;
import com.azure.ai.openai.models.ChatCompletionStreamOptions;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.netty.NettyAsyncHttpClientBuilder;
import com.azure.core.http.policy.KeyCredentialPolicy;
import com.azure.core.http.policy.UserAgentPolicy;
import dev.parley.agents.ChatModel;
import dev.parley.config.OpenAiSettings;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.web.KeyPolicy;
import dev.parley.web.RefusedKeys;
import dev.parley.web.RefusedKeys.Service;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import reactor.netty.resources.ConnectionProvider;

/**
 * Azure OpenAI chat. One client, one pool of connections, a bounded number of answers at once; the first connection is
 * opened at start so that no caller waits for a TLS handshake. Thread-safe.
 */
@ApplicationScoped
public class AzureOpenAiChat implements ChatModel {
    private static final Logger LOG = Logger.getLogger(AzureOpenAiChat.class.getName());

    private static final String KEY_HEADER = "api-key";
    private static final Duration CONNECT = Duration.ofSeconds(3); // a service that takes longer is not there
    private static final Duration WAIT_FOR_CONNECTION =
            Duration.ofSeconds(2); // the pool is larger than what is admitted
    private static final Duration WARM_UP = Duration.ofSeconds(5); // only an attempt: nobody waits for it
    private static final Duration BETWEEN_TOKENS = Duration.ofSeconds(5); // who pauses longer will not go on
    private static final Duration IDLE = Duration.ofSeconds(90); // below what gateways in between usually allow

    /** The newest that the SDK knows; older ones lack usage at the end of a stream (azure-openai-chat §2). */
    private static final OpenAIServiceVersion VERSION = OpenAIServiceVersion.V2025_01_01_PREVIEW;

    private final Optional<OpenAiSettings> settings;
    private final Optional<OpenAIAsyncClient> client;
    private final HttpClient http;
    private final Optional<ConnectionProvider> connections;
    private final Supplier<ExecutorService> threads;
    private final Supplier<ScheduledExecutorService> timers;
    private final Semaphore places;
    private final RefusedKeys keys;
    private volatile Optional<Future<?>> looking = Optional.empty();

    /** For the container's proxy. */
    protected AzureOpenAiChat() {
        this(Optional.empty(), null, Optional.empty(), null, null, 0, null);
    }

    @Inject
    public AzureOpenAiChat(Settings settings, Threads threads, RefusedKeys keys) {
        this(settings, threads, keys, pool(answersAtOnce(settings)));
    }

    private AzureOpenAiChat(Settings settings, Threads threads, RefusedKeys keys, ConnectionProvider connections) {
        this(
                settings.openAi(),
                http(
                        connections,
                        settings.openAi().map(OpenAiSettings::wholeAnswer).orElse(CONNECT)),
                Optional.of(connections),
                threads::virtual,
                threads::timers,
                answersAtOnce(settings),
                keys);
    }

    AzureOpenAiChat(
            Optional<OpenAiSettings> settings,
            HttpClient http,
            Optional<ConnectionProvider> connections,
            Supplier<ExecutorService> threads,
            Supplier<ScheduledExecutorService> timers,
            int answersAtOnce,
            RefusedKeys keys) {
        this.keys = keys;
        this.settings = settings;
        this.http = http;
        this.connections = connections;
        this.client = settings.map(azure -> client(azure, http, keys));
        this.threads = threads;
        this.timers = timers;
        this.places = new Semaphore(answersAtOnce);
    }

    @Override
    public Thought ask(Question question, Consumer<Event> events) {
        if (settings.isEmpty()) {
            return refused(events, new Event.Failed("Azure OpenAI is not configured: parley.openai.*", false));
        }
        if (!places.tryAcquire()) {
            return refused(events, new Event.Failed("too many answers at once", true));
        }
        if (!keys.mayAsk(Service.OPENAI)) {
            places.release();
            return refused(events, new Event.Failed(Service.OPENAI.refusal(), false));
        }
        var azure = settings.orElseThrow();
        var answer = new Answer(BETWEEN_TOKENS, events, timers.get(), places::release);
        try {
            var chunks = client.orElseThrow()
                    .getChatCompletionsStream(
                            question.deployment().orElse(azure.deployment()),
                            ChatRequest.of(question),
                            new ChatCompletionStreamOptions().setIncludeUsage(true));
            answer.begin(chunks, question.firstToken(), azure.wholeAnswer());
        } catch (RuntimeException e) {
            threads.get().execute(() -> answer.end(Failures.of(e)));
        }
        return answer;
    }

    /** Begins to look at the service, with one request at once that opens the first connection. */
    void start(@Observes @Initialized(ApplicationScoped.class) Object start) {
        look();
        long pauseMs = keys.pause().toMillis();
        looking = Optional.of(
                timers.get().scheduleWithFixedDelay(this::lookAgain, pauseMs, pauseMs, TimeUnit.MILLISECONDS));
    }

    /** A server that is not ready is sent no calls, so it finds out by itself that its key is right again. */
    private void lookAgain() {
        if (keys.refuses(Service.OPENAI)) {
            look();
        }
    }

    /** Whatever the service answers, the connection stays. */
    private void look() {
        settings.ifPresent(azure -> {
            var request = new HttpRequest(
                            HttpMethod.GET,
                            azure.endpoint().resolve("/openai/models").toString() + "?api-version="
                                    + VERSION.getVersion())
                    .setHeader(HttpHeaderName.fromString(KEY_HEADER), azure.key());
            http.send(request)
                    .flatMap(response -> response.getBodyAsByteArray().thenReturn(response.getStatusCode()))
                    .timeout(WARM_UP)
                    .subscribe(
                            status -> keys.answered(Service.OPENAI, status),
                            error -> LOG.log(
                                    Level.WARNING,
                                    "Azure OpenAI is not reached yet: {0}",
                                    error.getClass().getSimpleName()));
        });
    }

    @PreDestroy
    void close() {
        looking.ifPresent(timer -> timer.cancel(false));
        connections.ifPresent(ConnectionProvider::dispose);
    }

    private Thought refused(Consumer<Event> events, Event.Failed reason) {
        var answer = new Answer(BETWEEN_TOKENS, events, timers.get(), () -> {});
        threads.get().execute(() -> answer.end(reason));
        return answer;
    }

    /** A conversation has one answer, and a moment after a barge-in the next one already; each may be asked for twice. */
    private static int answersAtOnce(Settings settings) {
        return 4 * settings.conversation().live();
    }

    private static ConnectionProvider pool(int answersAtOnce) {
        return ConnectionProvider.builder("parley-openai")
                .maxConnections(answersAtOnce)
                .pendingAcquireMaxCount(answersAtOnce)
                .pendingAcquireTimeout(WAIT_FOR_CONNECTION)
                .maxIdleTime(IDLE)
                .lifo()
                .build();
    }

    private static HttpClient http(ConnectionProvider connections, Duration wholeAnswer) {
        return new NettyAsyncHttpClientBuilder()
                .connectionProvider(connections)
                .connectTimeout(CONNECT)
                .responseTimeout(wholeAnswer)
                .readTimeout(wholeAnswer)
                .build();
    }

    private static OpenAIAsyncClient client(OpenAiSettings azure, HttpClient http, RefusedKeys keys) {
        // a pipeline of our own: without the SDK's retries, which would also log each answer as a retry that ended
        var pipeline = new HttpPipelineBuilder()
                .httpClient(http)
                .policies(
                        new UserAgentPolicy("parley"),
                        new KeyPolicy(keys, Service.OPENAI),
                        new KeyCredentialPolicy(KEY_HEADER, new AzureKeyCredential(azure.key())),
                        new KeptResponse.Policy())
                .build();
        return new OpenAIClientBuilder()
                .endpoint(azure.endpoint().toString())
                .serviceVersion(VERSION)
                .pipeline(pipeline)
                .buildAsyncClient();
    }
}
