package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls whose session with the speech-to-speech model is slow, falls silent, drops, or talks nonsense: once, and then no
 * more. All callers call at once, each with a fault of its own; each test looks at one.
 */
@Order(Shared.LAST)
@ResourceLock(value = Shared.REALTIME, mode = ResourceAccessMode.READ)
@ResourceLock(value = Shared.FAULTS, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealtimeSessionFaultIT {
    private static final Duration A_CALL = Duration.ofSeconds(90);
    /** Where a session is slow each message is so late; what was not asked to be late strikes at once. */
    private static final Map<String, Integer> AFTER_MS =
            Map.of("delay", 600, "stall", 0, "garbage", 0, "reset", 0, "wrongKey", 0, "refuse", 0, "throttle", 0);

    private final Map<String, Caller> callers = new HashMap<>();
    private final Map<String, Fault> faults = new HashMap<>();

    @BeforeAll
    void allCall() {
        AFTER_MS.forEach((kind, afterMs) -> {
            var caller = Caller.calls(Caller.CONCIERGE, says("When is breakfast served?"), hangsUp());
            callers.put(kind, caller);
            faults.put(
                    kind,
                    Fault.of("{'service':'realtime','moment':'response','call':'" + caller.id + "','times':1,'kind':'"
                            + kind + "','afterMs':" + afterMs + "}"));
        });
    }

    @AfterAll
    void allIsWell() {
        faults.values().forEach(Fault::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"delay", "stall", "garbage", "reset", "wrongKey", "refuse", "throttle"})
    void theCallerIsAnsweredAllTheSame(String kind) {
        var view = callers.get(kind).untilEnded(A_CALL);

        assertThat(faults.get(kind).strikes()).isEqualTo(1);
        Caller.hears(view, "to 10 in the morning on the terrace.");
    }
}
