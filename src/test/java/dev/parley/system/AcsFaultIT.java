package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a call when ACS fails at its requests. Alone, because faults strike every call. */
@Isolated
class AcsFaultIT {
    private static final Duration SOON = Duration.ofSeconds(40);

    @AfterEach
    void nothingIsLeft() {
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults");
        Footprint.untilNothingIsLeft();
    }

    @AfterAll
    static void theNextCallWorks() {
        var next = Caller.calls(Caller.RECEPTION);
        next.until(view -> !view.get("heard").isEmpty(), SOON, "is greeted");
        next.hangUp();
        next.untilEnded(SOON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "throttle", "reset", "garbage", "stall"})
    void anAnswerThatFailsOnceIsTriedAgain(String kind) {
        fault("{'service':'acs','kind':'" + kind + "','times':1}");

        var caller = Caller.calls(Caller.RECEPTION);

        caller.until(view -> !view.get("heard").isEmpty(), SOON, "is greeted");
        caller.hangUp();
    }

    @Test
    void anAnswerThatIsLateIsWaitedFor() {
        fault("{'service':'acs','kind':'delay','afterMs':1500,'times':1}");

        var caller = Caller.calls(Caller.RECEPTION);

        caller.until(view -> !view.get("heard").isEmpty(), SOON, "is greeted");
        caller.hangUp();
    }

    @ParameterizedTest
    @CsvSource({"refuse,3", "throttle,1", "reset,1", "garbage,1", "stall,1"})
    void aHangUpThatFailsIsTriedAgain(String kind, int times) {
        var caller = Caller.calls(Caller.RECEPTION);
        caller.until(view -> !view.get("heard").isEmpty(), SOON, "is greeted");
        var id = caller.asParleySeesIt().get("call_id").asText();
        fault("{'service':'acs','kind':'" + kind + "','times':" + times + "}");

        LocalMode.asOperator("POST", "/api/v1/calls/" + id + "/hangup", "{}");

        assertThat(caller.untilEnded(SOON).get("endedBy").asText()).isEqualTo("agent");
    }

    private static void fault(String json) {
        var answer = LocalMode.post(LocalMode.EMULATOR + "/emulator/faults", json.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }
}
