package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The recogniser fails in every way in the middle of what a caller says: it is answered, once. All calls at once; a call's
 * fault begins with its word, so it strikes no other. Alone, because recognisers that are refused cannot be told apart.
 */
@Isolated
class HearingFaultIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> MIDWAY = List.of("stall", "garbage", "reset", "delay", "throttle", "refuse");

    private final List<Fault> faults = new ArrayList<>();

    @AfterEach
    void allIsWell() {
        faults.forEach(Fault::close);
        Footprint.untilNothingIsLeft();
    }

    @Test
    void whatIsSaidToARecogniserThatFailsIsAnsweredOnce() {
        Map<String, Caller> callers = new LinkedHashMap<>();
        MIDWAY.forEach(kind -> callers.put(kind, Caller.calls(Caller.ORDERS)));
        var closed = Map.of("crowded", "throttle", "shut", "refuse");
        closed.keySet().forEach(word -> callers.put(word, Caller.calls(Caller.ORDERS)));
        callers.forEach(HearingFaultIT::isGreeted);

        closed.forEach((word, kind) -> {
            fault("{'service':'speech','kind':'reset','heard':'" + word + "','times':1}");
            var door = fault("{'service':'speech','kind':'" + kind + "','language':'en-US','times':2}");
            asks(callers.get(word), word);
            door.untilStruck(2, SOON);
        });
        for (var kind : MIDWAY) {
            int afterMs = kind.equals("delay") ? 1_000 : 0;
            fault("{'service':'speech','kind':'" + kind + "','heard':'" + kind + "','times':1,'afterMs':" + afterMs
                    + "}");
            asks(callers.get(kind), kind);
        }

        var all = new SoftAssertions();
        callers.forEach((word, caller) -> all.check(() -> isAnsweredOnce(caller, word)));
        Caller.allHangUp(callers.values(), all, SOON);
        faults.forEach(fault ->
                all.assertThat(fault.strikes()).as("strikes of %s", fault).isPositive());
        all.assertAll();
    }

    private Fault fault(String json) {
        var fault = Fault.of(json);
        faults.add(fault);
        return fault;
    }

    private static void isGreeted(String word, Caller caller) {
        caller.greetedByOrders(SOON);
        caller.modelIsToSay(word + " when", "The answer is " + word + ".");
    }

    private static void asks(Caller caller, String word) {
        caller.saysFluently(question(word));
    }

    private static void isAnsweredOnce(Caller caller, String word) {
        var answer = "The answer is " + word + ".";
        var view = caller.untilParleySaid(answer, SOON);
        assertThat(Caller.missed(answer, Caller.allHeard(view)))
                .as("%s: %s", word, view)
                .isLessThanOrEqualTo(1);
        assertThat(Caller.allHeard(view).split("answer is", -1))
                .as("%s: %s", word, view)
                .hasSizeLessThanOrEqualTo(2);
        var said = caller.asParleySeesIt().get("transcript").findParents("speaker").stream()
                .filter(entry -> entry.get("speaker").asText().equalsIgnoreCase("caller"))
                .map(entry -> entry.get("text").asText().toLowerCase())
                .toList();
        assertThat(said).as("what Parley heard at %s", word).hasSize(1);
        assertThat(Caller.missed(question(word), said.getFirst()))
                .as(said.toString())
                .isLessThanOrEqualTo(1);
        assertThat(said.getFirst().length())
                .as(said.toString())
                .isLessThanOrEqualTo(question(word).length());
    }

    private static String question(String word) {
        return word + " when do you open today?";
    }
}
