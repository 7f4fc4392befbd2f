package dev.parley.system;

import static dev.parley.system.Caller.bargesIn;
import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A phone call from ringing to hang-up, as its caller hears it. All callers call at once; each test looks at one. */
@Isolated("hears in real time, for which a machine is too slow that does more than carry these few calls")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WholeCallIT {
    private final Map<Integer, Caller> askWhenItIsOpen = new HashMap<>();
    private Caller asksForAnOrder;
    private Caller bargesIn;
    private Caller saysGoodbye;

    @BeforeAll
    void allCall() {
        for (int sampleRate : new int[] {16_000, 24_000}) {
            askWhenItIsOpen.put(
                    sampleRate,
                    Caller.callsWith(
                            Caller.RECEPTION,
                            "'sampleRate':" + sampleRate + ",'ear':'tone'",
                            says("When are you open on Monday?"),
                            hangsUp()));
        }
        asksForAnOrder = Caller.calls(Caller.ORDERS, says("Where is my order A-1042?"), hangsUp());
        bargesIn =
                Caller.calls(Caller.RECEPTION, bargesIn("Stop please, when are you open on Saturday?", 3), hangsUp());
        saysGoodbye = Caller.calls(Caller.RECEPTION, says("That is all, thank you. Goodbye!"), "{'silenceMs':20000}");
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 24_000})
    void aCallerIsGreetedAnsweredAndHearsEverySentenceWhole(int sampleRate) {
        var view = askWhenItIsOpen.get(sampleRate).untilEnded(Duration.ofSeconds(90));

        assertThat(view.get("endedBy").asText()).isEqualTo("caller");
        assertThat(view.get("heard")).hasSizeGreaterThanOrEqualTo(2).allSatisfy(utterance -> assertThat(
                        utterance.get("cutAfterWord").isNull())
                .as(utterance.toString())
                .isTrue());
        assertThat(view.get("replyMs")).hasSize(1);
        assertThat(view.get("gaps").asInt()).as(view.toString()).isZero();
        assertThat(view.get("stopMessages").asInt()).isZero();
    }

    @Test
    void theOrderDeskUsesItsTools() {
        var view = asksForAnOrder.untilEnded(Duration.ofSeconds(90));

        assertThat(Caller.allHeard(view)).as(view.toString()).containsIgnoringCase("A-1042");
    }

    @Test
    void anAnswerIsCutByABargeInAndTheNewQuestionIsAnswered() {
        var view = bargesIn.untilEnded(Duration.ofSeconds(90));

        assertThat(view.get("heard").get(0).get("cutAfterWord").isNull())
                .as("the greeting is cut: " + view)
                .isFalse();
        assertThat(view.get("stopMessages").asInt()).isGreaterThanOrEqualTo(1);
        assertThat(view.get("bargeInToStopMs")).isNotEmpty();
        assertThat(view.get("heard").size()).as(view.toString()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aFarewellIsHeardBeforeTheAgentHangsUp() {
        var view = saysGoodbye.untilEnded(Duration.ofSeconds(90));

        assertThat(view.get("endedBy").asText()).as(view.toString()).isEqualTo("agent");
        var heard = view.get("heard");
        assertThat(heard.get(heard.size() - 1).get("cutAfterWord").isNull())
                .as(view.toString())
                .isTrue();
    }
}
