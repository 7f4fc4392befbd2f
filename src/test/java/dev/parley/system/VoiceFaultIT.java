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
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Synthesis fails in every way at a sentence: the caller hears it all the same, or it is skipped, and Parley remembers what
 * was heard. All calls at once; a call's fault waits for its own words.
 */
@ResourceLock(value = Shared.FAULTS, mode = ResourceAccessMode.READ)
@ResourceLock(value = Shared.NUMBERS, mode = ResourceAccessMode.READ)
class VoiceFaultIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> ONCE = List.of("refuse", "delay", "stall", "reset", "garbage", "throttle");
    private static final String FAILING = "en-US-JennyNeural";
    private static final String OTHER = "en-US-AndrewMultilingualNeural";
    private static final String REST = "We look forward to your visit.";

    private final List<Fault> faults = new ArrayList<>();

    @AfterEach
    void allIsWell() {
        faults.forEach(Fault::close);
    }

    @Test
    void aSentenceThatCouldNotBeSpokenIsSpokenAgainOrSkipped() {
        Map<String, Caller> callers = new LinkedHashMap<>();
        ONCE.forEach(kind -> callers.put(kind, Caller.calls(Caller.ORDERS)));
        callers.put("never", Caller.calls(Caller.ORDERS));
        callers.forEach((word, caller) -> {
            caller.greetedByOrders(SOON);
            caller.modelIsToSay("say " + word, "The " + word + " answer is a long one. " + REST);
        });

        for (var kind : ONCE) {
            int afterMs = kind.equals("delay") ? 800 : 0;
            faults.add(Fault.of("{'service':'speech','kind':'" + kind + "','spoken':'" + kind
                    + " answer','times':1,'afterMs':" + afterMs + "}"));
        }
        faults.add(Fault.of("{'service':'speech','kind':'reset','spoken':'never answer'}"));
        callers.forEach((word, caller) -> caller.saysFluently("Say " + word + " when do you open today?"));

        var all = new SoftAssertions();
        callers.forEach((word, caller) -> all.check(() -> hearsTheAnswer(caller, word)));
        Caller.allHangUp(callers.values(), all, SOON);
        faults.forEach(fault ->
                all.assertThat(fault.strikes()).as("strikes of %s", fault).isPositive());
        all.assertAll();
    }

    @Test
    void aSentenceThatTheVoiceCannotSpeakIsSpokenByTheOther() {
        var desk = Persona.unnamed();
        Persona.ok(desk.creates(
                desk.text("Hello, this is the desk.", "voice: {name: " + FAILING + ", fallback: " + OTHER + "}")
                        .replace("a desk.", "the desk " + desk.id + ".")));
        Persona.ok(desk.publishes("{}"));
        try (var numbers = GivenNumbers.to(desk)) {
            var caller = Caller.calls(numbers.first);
            caller.untilParleySaid("Hello, this is the desk.", SOON);
            Caller.modelIsToSay(desk.id, "say other", "The other answer is a long one. " + REST);
            var fault =
                    Fault.of("{'service':'speech','kind':'refuse','voice':'" + FAILING + "','spoken':'other answer'}");
            faults.add(fault);

            caller.saysFluently("Say other when do you open today?");

            caller.untilEachHeard("The other answer is a long one. " + REST, SOON);
            assertThat(fault.strikes()).as("once, and once more").isGreaterThanOrEqualTo(2);
            caller.hangUp();
            caller.untilEnded(SOON);
        }
    }

    private static void hearsTheAnswer(Caller caller, String word) {
        var expected = word.equals("never") ? REST : "The " + word + " answer is a long one. " + REST;
        var view = caller.untilEachHeard(expected, SOON);
        assertThat(Caller.allHeard(view)).as(word).doesNotContain("I am sorry").doesNotContain("never answer");
    }
}
