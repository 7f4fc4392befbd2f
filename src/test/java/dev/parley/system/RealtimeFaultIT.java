package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Calls whose speech-to-speech model is not there, or goes away. */
@Isolated("faults are everybody's")
class RealtimeFaultIT {
    private static final Duration A_CALL = Duration.ofSeconds(90);

    @Test
    void aCallerWhomNoModelAnswersTalksWithTheCascade() {
        try (var door = Fault.of("{'service':'realtime','kind':'refuse','moment':'connect'}")) {
            var caller = Caller.calls(Caller.CONCIERGE, says("When is breakfast served?"), hangsUp());

            var view = caller.untilEnded(A_CALL);

            assertThat(Caller.allHeard(view))
                    .as(view.toString())
                    .contains("concierge of the Harbour Hotel")
                    .contains("7 in the morning");
            assertThat(door.strikes()).isPositive();
        }
    }

    @Test
    void aSocketThatDropsIsReplacedAndTheCallGoesOn() {
        try (var drop = Fault.of("{'service':'realtime','kind':'reset','moment':'response','times':1}")) {
            var caller = Caller.calls(Caller.CONCIERGE, says("When is breakfast served?"), hangsUp());

            var view = caller.untilEnded(A_CALL);

            assertThat(drop.strikes()).isEqualTo(1);
            assertThat(Caller.allHeard(view)).as(view.toString()).contains("7 in the morning");
        }
    }
}
