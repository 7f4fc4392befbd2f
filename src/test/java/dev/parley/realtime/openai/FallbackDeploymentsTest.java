package dev.parley.realtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.RealtimeSettings.Target;
import dev.parley.realtime.FakeRealtimeModel;
import dev.parley.realtime.RealtimeEvent;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Deployments are asked for a session one after the other. */
class FallbackDeploymentsTest {
    private static final Target FIRST = target("a", "first");
    private static final Target SECOND = target("a", "second");
    private static final Target THIRD = target("b", "first");

    private final Map<Target, Consumer<RealtimeEvent>> asked = new LinkedHashMap<>();
    private final List<RealtimeEvent> told = new ArrayList<>();
    private long now;
    private final Deployments deployments = new Deployments(Duration.ofSeconds(30), () -> now);

    @Test
    void theNextIsAskedWhereOneGivesNoSession() {
        opens();

        asked.get(FIRST).accept(new RealtimeEvent.Lost("no such deployment", false));
        asked.get(SECOND).accept(new RealtimeEvent.Lost("throttled", true));
        asked.get(THIRD).accept(new RealtimeEvent.Ready());

        assertThat(told).containsExactly(new RealtimeEvent.Ready());
    }

    @Test
    void nobodyElseIsAskedInTheMiddleOfASession() {
        opens();
        asked.get(FIRST).accept(new RealtimeEvent.Ready());

        asked.get(FIRST).accept(new RealtimeEvent.Lost("dropped", true));

        assertThat(asked).containsOnlyKeys(FIRST);
        assertThat(told).last().isEqualTo(new RealtimeEvent.Lost("dropped", true));
    }

    @Test
    void askingAgainMayHelpWhereItMayHelpWithOneOfThem() {
        opens();

        asked.get(FIRST).accept(new RealtimeEvent.Lost("throttled", true));
        asked.get(SECOND).accept(new RealtimeEvent.Lost("refused", false));
        asked.get(THIRD).accept(new RealtimeEvent.Lost("refused", false));

        assertThat(told).containsExactly(new RealtimeEvent.Lost("refused", true));
    }

    @Test
    void whoGaveNoneIsAskedLastForAWhile() {
        deployments.answered(FIRST, 404);
        deployments.answered(SECOND, 503);
        assertThat(deployments.inOrder(List.of(FIRST, SECOND, THIRD))).containsExactly(THIRD, FIRST, SECOND);

        now += Duration.ofSeconds(25).toNanos();
        assertThat(deployments.inOrder(List.of(FIRST, SECOND, THIRD))).containsExactly(SECOND, THIRD, FIRST);

        now += Duration.ofSeconds(25).toNanos();
        assertThat(deployments.inOrder(List.of(FIRST, SECOND, THIRD))).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void readinessNamesThoseThatAreWrong() {
        assertThat(deployments.fault()).isEmpty();
        deployments.answered(FIRST, 404);
        deployments.answered(THIRD, 401);

        assertThat(deployments.fault())
                .hasValue("first of a.openai.azure.com does not exist; first of b.openai.azure.com refuses our key");
        assertThat(deployments.needed()).isFalse();

        deployments.answered(THIRD, 101);
        assertThat(deployments.fault()).hasValue("first of a.openai.azure.com does not exist");
    }

    private void opens() {
        var session = new FirstThatOpens(
                List.of(FIRST, SECOND, THIRD),
                (target, events) -> {
                    asked.put(target, events);
                    return new FakeRealtimeModel().open(null, event -> {});
                },
                told::add);
        assertThat(session).isNotNull();
    }

    private static Target target(String host, String deployment) {
        return new Target(URI.create("https://" + host + ".openai.azure.com"), "key", deployment);
    }
}
