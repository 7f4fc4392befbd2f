package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A media socket whose token is not ACS's is refused, and its call ends. Alone, because it counts what is left. */
@Isolated
class WrongMediaTokenIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private Footprint before;

    @BeforeEach
    void nothingIsHeld() {
        Footprint.untilNothingIsLeft();
        before = Footprint.now();
    }

    @ParameterizedTest
    @ValueSource(strings = {"forged", "expired", "wrongAudience"})
    void endsTheCallAndLeavesNothing(String token) {
        var caller = Caller.callsWith(Caller.RECEPTION, "'mediaToken':'" + token + "'");

        var view = caller.untilEnded(SOON);

        assertThat(view.get("endedBy").asText()).isEqualTo("agent");
        assertThat(view.get("framesOut").asInt())
                .as("frames of a refused socket")
                .isZero();
        assertThat(view.toString()).contains("the media socket was refused: HTTP 401");
        Footprint.isBackTo(before);
    }

    @AfterAll
    static void theNextCallWorks() {
        var next = Caller.calls(Caller.RECEPTION);
        next.until(view -> !view.get("heard").isEmpty(), SOON, "is greeted");
        next.hangUp();
        next.untilEnded(SOON);
    }
}
