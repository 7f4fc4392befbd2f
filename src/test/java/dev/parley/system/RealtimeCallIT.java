package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.isSilentFor;
import static dev.parley.system.Caller.presses;
import static dev.parley.system.Caller.says;
import static dev.parley.system.Caller.saysMeanwhile;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A phone call with a persona of one speech-to-speech model. All callers call at once; each test looks at one. */
@Order(Shared.LAST)
@ResourceLock(value = Shared.REALTIME, mode = ResourceAccessMode.READ)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealtimeCallIT {
    private static final Duration A_CALL = Duration.ofSeconds(90);

    private Caller asks;
    private Caller asksInHighQuality;
    private Caller usesATool;
    private Caller interrupts;
    private Caller pressesKeys;
    private Caller saysGoodbye;

    @BeforeAll
    void allCall() {
        asks = Caller.calls(Caller.CONCIERGE, says("When is breakfast served?"), hangsUp());
        asksInHighQuality = Caller.callsWith(
                Caller.CONCIERGE, "'sampleRate':24000,'ear':'tone'", says("When is breakfast served?"), hangsUp());
        usesATool = Caller.calls(Caller.CONCIERGE, says("What are your opening hours on Saturday?"), hangsUp());
        interrupts =
                Caller.calls(Caller.CONCIERGE, saysMeanwhile("Stop please, where can I park my car?", 4), hangsUp());
        pressesKeys = Caller.calls(Caller.CONCIERGE, isSilentFor(12_000), presses("42#"), hangsUp());
        saysGoodbye = Caller.calls(Caller.CONCIERGE, says("That is all, thank you. Goodbye!"), "{'silenceMs':20000}");
    }

    @Test
    void theCallerIsGreetedAndAnswered() {
        for (var caller : new Caller[] {asks, asksInHighQuality}) {
            var view = caller.untilEnded(A_CALL);

            Caller.hears(
                    view, "Good day, this is the concierge of the Harbour Hotel. Breakfast is served from 7 in the");
            assertThat(caller.asParleySeesIt().get("transcript").toString())
                    .containsIgnoringCase("when is breakfast served");
        }
    }

    @Test
    void toolsRunOnTheServerAndTheirAnswerIsSpoken() {
        var view = usesATool.untilEnded(A_CALL);

        assertThat(Caller.allHeard(view)).as(view.toString()).containsIgnoringCase("noon");
    }

    @Test
    void historyKeepsOnlyWhatWasHeardBeforeTheCallerInterrupted() {
        var view = interrupts.untilEnded(A_CALL);

        var cut = view.get("heard").get(0);
        assertThat(cut.get("cutAfterWord").isNull()).as(view.toString()).isFalse();
        assertThat(view.get("stopMessages").asInt()).isGreaterThanOrEqualTo(1);
        var greeting =
                interrupts.asParleySeesIt().get("transcript").get(0).get("text").asText();
        assertThat(Arrays.asList(greeting.split(" ")).size())
                .as("words of the greeting that Parley believes were heard: '%s', ear %s", greeting, cut)
                .isBetween(
                        cut.get("cutAfterWord").asInt() - 2,
                        cut.get("cutAfterWord").asInt() + 2);
        assertThat(Caller.allHeard(view)).as(view.toString()).contains("Rope Lane");
    }

    @Test
    void keysReachTheModel() {
        var view = pressesKeys.untilEnded(A_CALL);

        assertThat(Caller.allHeard(view)).as(view.toString()).contains("You pressed");
        assertThat(pressesKeys.asParleySeesIt().get("transcript").toString()).contains("[keys pressed: 42]");
    }

    @Test
    void aFarewellIsHeardBeforeTheAgentHangsUp() {
        var view = saysGoodbye.untilEnded(A_CALL);

        assertThat(view.get("endedBy").asText()).as(view.toString()).isEqualTo("agent");
        var heard = view.get("heard");
        assertThat(heard.get(heard.size() - 1).get("cutAfterWord").isNull())
                .as(view.toString())
                .isTrue();
    }
}
