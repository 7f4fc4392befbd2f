package dev.parley.personas.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.PersonaId;
import dev.parley.personas.Configuration;
import dev.parley.personas.Projection.Difference;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The copy for earlier systems in Cosmos DB as the running emulator gives it, in a database of its own. */
class CosmosProjectionIT {
    private static final OwnDatabase DATABASE = new OwnDatabase();
    private static final Configuration DESK = new Configuration(
            new PersonaId("desk"),
            "Büro",
            true,
            "---\nid: desk\n---\nSay \"hi\".\r\n",
            "[{\"name\":\"show\",\"x\":1.5,\"n\":null}]");

    private final CosmosProjection projection = new CosmosProjection(DATABASE.cosmos);

    @AfterAll
    static void forgetAll() {
        DATABASE.close();
    }

    @Test
    void whatWasWrittenIsFoundAsItWasAndWhatDiffersIsTold() {
        var orders = new Configuration(new PersonaId("orders"), "Orders", false, "Hi.", "[]");
        projection.put(DESK);
        assertThat(projection.compare(List.of(DESK))).isEqualTo(new Difference(Set.of(), Set.of()));
        assertThat(projection.compare(List.of(DESK, orders))).isEqualTo(new Difference(Set.of("orders"), Set.of()));

        projection.put(orders);
        var renamed = new Configuration(DESK.id(), "Desk", true, DESK.content(), DESK.tools());
        assertThat(projection.compare(List.of(renamed))).isEqualTo(new Difference(Set.of("desk"), Set.of("orders")));

        projection.put(renamed);
        projection.remove("orders");
        projection.remove("orders");
        assertThat(projection.compare(List.of(renamed))).isEqualTo(new Difference(Set.of(), Set.of()));
    }
}
