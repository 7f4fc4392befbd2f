package dev.parley.personas.cosmos;

import dev.parley.personas.PersonaStore;
import dev.parley.personas.PersonaStoreContract;
import org.junit.jupiter.api.AfterAll;

/** The contract of stores, kept by Cosmos DB as the running emulator gives it, in a database of its own. */
class CosmosPersonaStoreIT extends PersonaStoreContract {
    private static final OwnDatabase DATABASE = new OwnDatabase();

    private final CosmosPersonaStore store = new CosmosPersonaStore(DATABASE.cosmos);

    @Override
    protected PersonaStore store() {
        return store;
    }

    @AfterAll
    static void forgetAll() {
        DATABASE.close();
    }
}
