package dev.parley.personas.cosmos;

import com.azure.core.credential.TokenCredential;
import com.azure.cosmos.ConsistencyLevel;
import com.azure.cosmos.CosmosClient;
import com.azure.cosmos.CosmosClientBuilder;
import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.ThrottlingRetryOptions;
import com.azure.identity.ChainedTokenCredentialBuilder;
import com.azure.identity.EnvironmentCredentialBuilder;
import com.azure.identity.ManagedIdentityCredentialBuilder;
import dev.parley.config.CosmosSettings;
import dev.parley.config.Settings;
import dev.parley.config.Threads;
import dev.parley.personas.Overtaken;
import dev.parley.personas.StoreUnavailable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The connection to Cosmos DB: made when it is first needed, with database and containers where they are missing, and anew
 * where that failed. Thread-safe.
 */
@ApplicationScoped
public class Cosmos {
    private static final String PERSONAS = "Personas";
    private static final String DESIGNS = "DesignConfigurations"; // of the earlier system; made on wish alone
    private static final int RETRIES = 5;
    private static final Duration RETRYING = Duration.ofSeconds(3); // a request of a person waits behind it

    private final Optional<CosmosSettings> settings;
    private final Supplier<ExecutorService> threads;
    private CosmosClient client;
    private Containers containers;

    /** @param projection what earlier systems read */
    record Containers(CosmosContainer personas, CosmosContainer projection) {}

    Cosmos() {
        this(Optional.empty(), () -> null);
    }

    @Inject
    public Cosmos(Settings settings, Threads threads) {
        this(settings.cosmos(), threads::virtual);
    }

    Cosmos(Optional<CosmosSettings> settings, Supplier<ExecutorService> threads) {
        this.settings = settings;
        this.threads = threads;
    }

    /**
     * Carries out an operation within its bound.
     *
     * @throws Overtaken when a document was changed or created by somebody else
     * @throws StoreUnavailable when there was no answer, or one that says nothing of the documents
     */
    <T> T ask(Function<Containers, T> operation) {
        var timeout = settings.map(CosmosSettings::timeout).orElse(Duration.ZERO);
        try {
            var answer = threads.get().submit(() -> operation.apply(open()));
            try {
                return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                answer.cancel(true);
                throw new StoreUnavailable("Cosmos DB did not answer within " + timeout.toMillis() + " ms", e);
            }
        } catch (ExecutionException e) {
            throw translated(e.getCause());
        } catch (RejectedExecutionException e) {
            throw new StoreUnavailable("the server stops", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("the server stops", e);
        }
    }

    private static RuntimeException translated(Throwable failure) {
        return switch (failure) {
            case Overtaken overtaken -> overtaken;
            case StoreUnavailable away -> away;
            case CosmosException refused -> ofStatus(refused.getStatusCode(), refused);
            default -> new StoreUnavailable("Cosmos DB cannot be reached", failure);
        };
    }

    static RuntimeException ofStatus(int status, Throwable cause) {
        return switch (status) {
            case HttpURLConnection.HTTP_CONFLICT, HttpURLConnection.HTTP_PRECON_FAILED ->
                new Overtaken("the document was changed by somebody else", cause);
            case HttpURLConnection.HTTP_UNAUTHORIZED, HttpURLConnection.HTTP_FORBIDDEN ->
                new StoreUnavailable("Cosmos DB refuses our key: parley.cosmos.*", cause);
            case 429 -> new StoreUnavailable("Cosmos DB is asked for more than was bought (429)", cause);
            default -> new StoreUnavailable("Cosmos DB answers with status " + status, cause);
        };
    }

    private synchronized Containers open() {
        if (containers == null) {
            var cosmos = settings.orElseThrow(
                    () -> new StoreUnavailable("Cosmos DB is not configured: parley.cosmos.*", null));
            if (client == null) {
                client = client(cosmos);
            }
            containers = made(client, cosmos);
        }
        return containers;
    }

    private static Containers made(CosmosClient client, CosmosSettings cosmos) {
        client.createDatabaseIfNotExists(cosmos.database());
        var database = client.getDatabase(cosmos.database());
        database.createContainerIfNotExists(PERSONAS, "/personaId");
        database.createContainerIfNotExists(cosmos.projection(), "/id");
        return new Containers(database.getContainer(PERSONAS), database.getContainer(cosmos.projection()));
    }

    /** Makes database and containers where they are missing, also when they were there before. */
    void prepare() {
        ask(at -> {
            var cosmos = settings.orElseThrow();
            made(client(), cosmos);
            client().getDatabase(cosmos.database()).createContainerIfNotExists(DESIGNS, "/id");
            return at;
        });
    }

    private synchronized CosmosClient client() {
        return client;
    }

    private static CosmosClient client(CosmosSettings settings) {
        var builder = new CosmosClientBuilder()
                .endpoint(settings.endpoint().toString())
                .consistencyLevel(ConsistencyLevel.SESSION)
                .throttlingRetryOptions(new ThrottlingRetryOptions()
                        .setMaxRetryAttemptsOnThrottledRequests(RETRIES)
                        .setMaxRetryWaitTime(RETRYING))
                .gatewayMode();
        settings.key().ifPresentOrElse(builder::key, () -> builder.credential(identity()));
        return builder.buildClient();
    }

    /** Who the environment names, else who Azure says that this server is. */
    private static TokenCredential identity() {
        return new ChainedTokenCredentialBuilder()
                .addLast(new EnvironmentCredentialBuilder().build())
                .addLast(new ManagedIdentityCredentialBuilder().build())
                .build();
    }

    @PreDestroy
    synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
