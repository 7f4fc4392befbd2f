package dev.parley.personas.cosmos;

import dev.parley.personas.CanaryStore;
import dev.parley.personas.CanaryStoreContract;
import org.junit.jupiter.api.AfterAll;

/** The contract of what nodes count of canaries, kept by Cosmos DB as the running emulator gives it. */
class CosmosCanaryStoreIT extends CanaryStoreContract {
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final CosmosCanaryStore store = new CosmosCanaryStore(DATABASE.cosmos);

    @Override
    protected CanaryStore store() {
        return store;
    }

    @AfterAll
    static void forgetAll() {
        DATABASE.close();
    }
}
