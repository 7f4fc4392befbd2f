package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls whose session with the speech-to-speech model is slow, falls silent, or talks nonsense: once, and then no more. */
@Isolated("faults are everybody's")
class RealtimeSessionFaultIT {
    private static final Duration A_CALL = Duration.ofSeconds(90);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'kind':'delay','moment':'connect','afterMs':600", // each of its messages so late
                "'kind':'stall','moment':'response'", // nothing comes of what was asked for
                "'kind':'garbage','moment':'response'",
                "'kind':'wrongKey','moment':'response'" // closed by the service
            })
    void theCallerIsAnsweredAllTheSame(String fault) {
        try (var injected = Fault.of("{'service':'realtime','times':1," + fault + "}")) {
            var caller = Caller.calls(Caller.CONCIERGE, says("When is breakfast served?"), hangsUp());

            var view = caller.untilEnded(A_CALL);

            assertThat(injected.strikes()).isEqualTo(1);
            assertThat(Caller.allHeard(view)).as(view.toString()).contains("terrace");
        }
    }
}
