package dev.parley.personas;

import static dev.parley.personas.Studio.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonasLoaded;
import dev.parley.config.PersonaSettings;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a node learns what there is, also from a store that is slow to come or goes away. */
class FollowingTest {
    private static final PersonaSettings NOTHING = new PersonaSettings(Path.of("target"), Optional.empty(), Map.of());

    private final FakeStore store = new FakeStore();
    private final Studio editors = new Studio(store);
    private final Studio node = new Studio(store);
    private final List<Object> told = new ArrayList<>();
    private final Following following =
            new Following(store, node.node, node.seeding(List.of(), NOTHING), null, loaded());

    @BeforeEach
    void somethingIsPublished() {
        editors.publishes("desk", "Hello.");
    }

    @Test
    void aStoreThatIsNotThereYetIsWaitedFor() {
        store.away = true;
        following.look();

        assertThat(following.away()).contains("it is away");
        assertThatThrownBy(node.node::mustBeLoaded).isInstanceOf(StoreUnavailable.class);
        assertThat(told).isEmpty();

        store.away = false;
        following.look();
        assertThat(following.away()).isEmpty();
        assertThat(greeting()).contains("Hello.");
        assertThat(told).hasSize(1);
    }

    @Test
    void whatChangesWhileItIsAwayIsHeardOfWhenItIsBack() {
        following.look();
        store.away = true;
        following.look();
        assertThat(following.away()).isPresent();
        assertThat(greeting()).contains("Hello.");

        store.away = false;
        editors.publishes("desk", "Good day.");
        following.look();

        assertThat(following.away()).isEmpty();
        assertThat(greeting()).contains("Good day.");
        assertThat(told).as("loaded is told once").hasSize(1);
    }

    private Optional<String> greeting() {
        return node.published.find(id("desk")).flatMap(Persona::greeting);
    }

    @SuppressWarnings("unchecked")
    private Event<PersonasLoaded> loaded() {
        return (Event<PersonasLoaded>) Proxy.newProxyInstance(
                FollowingTest.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    told.add(arguments[0]);
                    return null;
                });
    }
}
