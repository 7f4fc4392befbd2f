package dev.parley.emulator.cosmos;

import dev.parley.emulator.cosmos.store.Folder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Settings of the emulated Cosmos DB.
 *
 * <p>{@code emulator.cosmos.key}: the account's key, in base64. {@code emulator.cosmos.data}: the folder in which documents are
 * kept; in memory alone without it or with the word memory. {@code emulator.cosmos.entra-audience}: lets in tokens of Entra for this audience, whose
 * signature is not checked; none are let in without it.
 */
@ApplicationScoped
public class CosmosSettings {
    private static final String MEMORY = "memory";

    private final String key;
    private final Optional<String> data;
    private final Optional<String> entraAudience;

    @Inject
    public CosmosSettings(
            @ConfigProperty(name = "emulator.cosmos.key", defaultValue = "bG9jYWwtY29zbW9zLWtleS1vZi10aGUtZW11bGF0b3I=")
                    String key,
            @ConfigProperty(name = "emulator.cosmos.data") Optional<String> data,
            @ConfigProperty(name = "emulator.cosmos.entra-audience") Optional<String> entraAudience) {
        this.key = key;
        this.data = data;
        this.entraAudience = entraAudience;
    }

    CosmosSettings() {
        this("", Optional.empty(), Optional.empty());
    }

    String key() {
        return key;
    }

    Optional<String> entraAudience() {
        return entraAudience;
    }

    /** Opens the folder; the caller closes it. */
    Folder folder() {
        return data.filter(path -> !path.equals(MEMORY))
                .map(path -> Folder.at(Path.of(path)))
                .orElseGet(Folder::inMemory);
    }
}
