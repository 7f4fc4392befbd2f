package dev.parley.personas.cosmos;

import com.azure.cosmos.CosmosClientBuilder;
import dev.parley.config.CosmosSettings;
import dev.parley.personas.PersonaStore;
import dev.parley.personas.PersonaStoreContract;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;

/** The contract of stores, kept by Cosmos DB as the running emulator gives it, in a database of its own. */
class CosmosPersonaStoreIT extends PersonaStoreContract {
    private static final String KEY = "bG9jYWwtY29zbW9zLWtleS1vZi10aGUtZW11bGF0b3I=";
    private static final CosmosSettings SETTINGS = new CosmosSettings(
            URI.create(System.getProperty("emulator.url", "http://localhost:9090") + "/"),
            Optional.of(KEY),
            "store-" + UUID.randomUUID(),
            "VoiceConfigurations",
            Duration.ofSeconds(20));
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final Cosmos COSMOS = new Cosmos(Optional.of(SETTINGS), () -> THREADS);

    private final CosmosPersonaStore store = new CosmosPersonaStore(COSMOS);

    @Override
    protected PersonaStore store() {
        return store;
    }

    @AfterAll
    static void forgetAll() {
        COSMOS.close();
        THREADS.close();
        try (var client = new CosmosClientBuilder()
                .endpoint(SETTINGS.endpoint().toString())
                .key(KEY)
                .gatewayMode()
                .buildClient()) {
            client.getDatabase(SETTINGS.database()).delete();
        }
    }
}
