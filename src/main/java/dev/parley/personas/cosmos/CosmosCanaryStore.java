package dev.parley.personas.cosmos;

import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.PartitionKey;
import dev.parley.agents.PersonaId;
import dev.parley.personas.CanaryStore;
import dev.parley.personas.NodeTally;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;

/** What nodes counted of canaries, a document for each node and canary in the persona's partition. Thread-safe. */
@ApplicationScoped
public class CosmosCanaryStore implements CanaryStore {
    private final Cosmos cosmos;

    CosmosCanaryStore() {
        this(null);
    }

    @Inject
    public CosmosCanaryStore(Cosmos cosmos) {
        this.cosmos = cosmos;
    }

    @Override
    public void keep(NodeTally tally) {
        cosmos.ask(at ->
                at.personas().upsertItem(CanaryDocuments.of(tally), partition(tally), new CosmosItemRequestOptions()));
    }

    @Override
    public List<NodeTally> tallies(PersonaId persona) {
        return cosmos.ask(
                at -> CosmosPersonaStore.query(at.personas(), CanaryDocuments.CALLS, Optional.of(persona.value()))
                        .map(CanaryDocuments::tally)
                        .toList());
    }

    @Override
    public void forget(NodeTally tally) {
        cosmos.ask(at -> {
            try {
                return at.personas()
                        .deleteItem(CanaryDocuments.id(tally), partition(tally), new CosmosItemRequestOptions())
                        .getStatusCode();
            } catch (CosmosException e) {
                if (e.getStatusCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                    return e.getStatusCode(); // another node was faster
                }
                throw e;
            }
        });
    }

    private static PartitionKey partition(NodeTally tally) {
        return new PartitionKey(tally.canary().persona().value());
    }
}
