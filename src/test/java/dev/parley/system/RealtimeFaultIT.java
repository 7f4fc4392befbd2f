package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Calls whose speech-to-speech model is not there, or comes late: at the door a call cannot be told from another. */
@Order(Shared.FIRST)
@ResourceLock(Shared.REALTIME)
@ResourceLock(value = Shared.FAULTS, mode = ResourceAccessMode.READ)
class RealtimeFaultIT {
    private static final Duration A_CALL = Duration.ofSeconds(90);

    @Test
    void aCallerWhomNoModelAnswersTalksWithTheCascade() {
        try (var door = Fault.of("{'service':'realtime','kind':'refuse','moment':'connect'}")) {
            var caller = Caller.calls(Caller.CONCIERGE, says("When is breakfast served?"), hangsUp());

            var view = caller.untilEnded(A_CALL);

            Caller.hears(view, "this is the concierge of the Harbour Hotel.");
            Caller.hears(view, "served from 7 in the morning to 10 in the morning");
            assertThat(door.strikes()).isPositive();
        }
    }

    @Test
    void aCallerWhoseSessionIsSlowIsAnswered() {
        try (var late = Fault.of("{'service':'realtime','kind':'delay','moment':'connect','afterMs':600,'times':1}")) {
            var caller = Caller.calls(Caller.CONCIERGE, says("When is breakfast served?"), hangsUp());

            var view = caller.untilEnded(A_CALL);

            assertThat(late.strikes()).isEqualTo(1);
            Caller.hears(view, "served from 7 in the morning to 10 in the morning");
        }
    }
}
