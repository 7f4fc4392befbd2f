package dev.parley.emulator.cosmos;

import dev.parley.emulator.cosmos.store.CosmosStore;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** The one account of the emulator, open from its first use until the emulator stops. */
@ApplicationScoped
public class CosmosAccount {
    private final CosmosStore store;

    @Inject
    public CosmosAccount(CosmosSettings settings) {
        this.store = new CosmosStore(settings.folder(), Clock.systemUTC());
    }

    CosmosAccount() {
        this.store = null;
    }

    public CosmosStore store() {
        return store;
    }

    @PreDestroy
    void close() {
        store.close();
    }
}
