package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The caller hangs up at the worst moment; nothing is left and the next call works. Alone, because it counts. */
@Isolated
class HangUpAnywhereIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private Footprint before;

    @BeforeAll
    static void aCallWarmsWhatIsPooled() {
        thinkingTakes(0);
        theNextCallWorks();
    }

    @BeforeEach
    void nothingIsHeld() {
        Footprint.untilNothingIsLeft();
        before = Footprint.now();
    }

    @AfterEach
    void thinkingIsQuickAgain() {
        thinkingTakes(0);
    }

    @Test
    void duringTheGreeting() {
        var caller = Caller.calls(Caller.RECEPTION);
        caller.until(view -> view.get("framesIn").asInt() > 3, SOON, "greeting begins");

        caller.hangUp();

        nothingIsLeftOf(caller);
    }

    @Test
    void whileTheAgentThinks() {
        var caller = Caller.calls(Caller.RECEPTION);
        caller.until(view -> !view.get("heard").isEmpty(), SOON, "greeting is heard");
        thinkingTakes(4_000);
        caller.say("When are you open on Monday?");
        theModelIsAskedBy(caller);

        caller.hangUp();

        nothingIsLeftOf(caller);
    }

    @Test
    void whileAToolRuns() {
        var caller = Caller.calls(Caller.ORDERS);
        caller.until(view -> !view.get("heard").isEmpty(), SOON, "greeting is heard");
        caller.say("Do you have oak shelves in stock?");
        theModelIsAskedBy(caller);

        caller.hangUp();

        nothingIsLeftOf(caller);
    }

    @Test
    void whileTheAgentAnswers() {
        var caller = Caller.calls(Caller.RECEPTION);
        caller.until(view -> !view.get("heard").isEmpty(), SOON, "greeting is heard");
        var greeting = caller.view().get("framesOut").asInt();
        caller.say("When are you open on Monday?");
        caller.until(
                view -> !view.get("replyMs").isEmpty() && view.get("framesOut").asInt() > greeting,
                SOON,
                "answer begins");

        caller.hangUp();

        nothingIsLeftOf(caller);
    }

    private void nothingIsLeftOf(Caller caller) {
        assertThat(caller.untilEnded(SOON).get("endedBy").asText()).isEqualTo("caller");
        Footprint.isBackTo(before);
        thinkingTakes(0);
        theNextCallWorks();
    }

    private static void theNextCallWorks() {
        var view = Caller.calls(Caller.RECEPTION, says("When are you open on Monday?"), hangsUp())
                .untilEnded(Duration.ofSeconds(90));
        assertThat(view.get("heard").size()).as(view.toString()).isGreaterThanOrEqualTo(2);
    }

    private static void theModelIsAskedBy(Caller caller) {
        caller.until(view -> !view.get("said").isEmpty(), SOON, "has spoken");
        caller.until(view -> modelRequestsUnderWay() > 0, SOON, "the model is asked");
    }

    private static int modelRequestsUnderWay() {
        var open = 0;
        for (var request : LocalMode.get(LocalMode.EMULATOR + "/emulator/requests?service=openai")
                .body()) {
            open += request.get("status").isNull() ? 1 : 0;
        }
        return open;
    }

    private static void thinkingTakes(int firstTokenMs) {
        var answer =
                LocalMode.put(LocalMode.EMULATOR + "/emulator/thinking", "{\"firstTokenMs\":" + firstTokenMs + "}");
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 204);
    }
}
