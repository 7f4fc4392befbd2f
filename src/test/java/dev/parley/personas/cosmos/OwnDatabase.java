package dev.parley.personas.cosmos;

import com.azure.cosmos.CosmosClientBuilder;
import dev.parley.config.CosmosSettings;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A database of a test's own in Cosmos DB as the running emulator gives it; gone when it is closed. */
final class OwnDatabase implements AutoCloseable {
    private static final String KEY = "bG9jYWwtY29zbW9zLWtleS1vZi10aGUtZW11bGF0b3I=";

    private final CosmosSettings settings = new CosmosSettings(
            URI.create(System.getProperty("emulator.url", "http://localhost:9090") + "/"),
            Optional.of(KEY),
            "store-" + UUID.randomUUID(),
            "VoiceConfigurations",
            Duration.ofSeconds(20));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    final Cosmos cosmos = new Cosmos(Optional.of(settings), () -> threads);

    @Override
    public void close() {
        cosmos.close();
        threads.close();
        try (var client = new CosmosClientBuilder()
                .endpoint(settings.endpoint().toString())
                .key(KEY)
                .gatewayMode()
                .buildClient()) {
            client.getDatabase(settings.database()).delete();
        }
    }
}
