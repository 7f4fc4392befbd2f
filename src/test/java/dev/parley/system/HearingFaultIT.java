package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The recogniser fails in every way in the middle of what a caller says: it is answered, once. All calls at once; a call's
 * fault begins with its word, so it strikes no other. Recognisers that are refused are told apart by their language alone,
 * so these callers speak one that others do not.
 */
@ResourceLock(value = Shared.FAULTS, mode = ResourceAccessMode.READ)
@ResourceLock(value = Shared.NUMBERS, mode = ResourceAccessMode.READ)
class HearingFaultIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> MIDWAY = List.of("stall", "garbage", "reset", "delay", "throttle", "refuse");
    private static final String OURS = "'service':'speech','language':'en-NZ',";
    private static final String GREETING = "Hello, this is the help line. What can I do for you?";

    /** Who is not connected by then is lost. */
    private static final long OPENING_MS = 10_000;

    private final Persona desk = Persona.unnamed();
    private final List<Fault> faults = new ArrayList<>();

    private GivenNumbers numbers;

    @BeforeEach
    void aDeskListens() {
        // its name stands in its prompt, by which the emulator knows its questions
        Persona.ok(desk.creates(desk.text(
                        GREETING, "language: en-NZ", "voice: en-US-AvaMultilingualNeural", "silence: {afterMs: 30000}")
                .replace("a desk.", "the desk " + desk.id + ".")));
        Persona.ok(desk.publishes("{}"));
        numbers = GivenNumbers.to(desk);
    }

    @AfterEach
    void allIsWell() {
        faults.forEach(Fault::close);
        numbers.close();
    }

    @Test
    void whatIsSaidToARecogniserThatFailsIsAnsweredOnce() {
        Map<String, Caller> callers = new LinkedHashMap<>();
        MIDWAY.forEach(kind -> callers.put(kind, Caller.calls(numbers.first)));
        var closed = Map.of("crowded", "throttle", "shut", "refuse");
        closed.keySet().forEach(word -> callers.put(word, Caller.calls(numbers.first)));
        callers.forEach(this::isGreeted);

        closed.forEach((word, kind) -> {
            fault("{" + OURS + "'kind':'reset','heard':'" + word + "','times':1}");
            var door = fault("{" + OURS + "'kind':'" + kind + "','times':2}");
            asks(callers.get(word), word);
            door.untilStruck(2, SOON);
        });
        for (var kind : MIDWAY) {
            int afterMs = kind.equals("delay") ? 1_000 : 0;
            fault("{" + OURS + "'kind':'" + kind + "','heard':'" + kind + "','times':1,'afterMs':" + afterMs + "}");
            asks(callers.get(kind), kind);
        }

        var all = new SoftAssertions();
        callers.forEach((word, caller) -> all.check(() -> isAnsweredOnce(caller, word)));
        Caller.allHangUp(callers.values(), all, SOON);
        faults.forEach(fault ->
                all.assertThat(fault.strikes()).as("strikes of %s", fault).isPositive());
        all.assertAll();
    }

    @Test
    void oneThatIsCutOffWhileTheCallerIsGreetedIsReplaced() {
        fault("{" + OURS + "'kind':'reset','times':1,'afterMs':3000}");

        var caller = Caller.calls(numbers.first, says("When are you open on Monday?"), hangsUp());

        var view = caller.untilEnded(Duration.ofSeconds(90));
        Caller.hears(view, "What can I do for you? We are open from 9 in the morning");
    }

    /** From the loss of each recogniser to the connection of the next, as the call's trace tells. */
    private static List<Long> replacedWithinMs(Caller caller) throws InvalidProtocolBufferException {
        var callId = caller.asParleySeesIt().get("call_id").asText();
        var trace = await("the trace is exported").atMost(SOON).until(() -> Exports.trace(callId), t -> !t.isEmpty());
        return trace.stream()
                .flatMap(span -> span.getEventsList().stream())
                .filter(event -> event.getName().equals("recogniser replaced"))
                .flatMap(event -> event.getAttributesList().stream())
                .filter(fact -> fact.getKey().endsWith("took_ms"))
                .map(fact -> fact.getValue().getIntValue())
                .toList();
    }

    @Test
    void oneWhoseNextConnectionsStallIsOvertakenByAnotherLongBeforeTheseAreGivenUp()
            throws InvalidProtocolBufferException {
        var caller = Caller.calls(numbers.first);
        isGreeted("silent", caller);
        fault("{" + OURS + "'kind':'reset','heard':'silent','times':1}");
        // its own attempt to come back, and the first connection of the next one
        var door = fault("{" + OURS + "'kind':'stall','moment':'connect','times':2}");

        asks(caller, "silent");

        door.untilStruck(2, SOON);
        isAnsweredOnce(caller, "silent");
        caller.hangUp();
        caller.untilEnded(SOON);
        assertThat(replacedWithinMs(caller)).isNotEmpty().allMatch(took -> took < OPENING_MS);
    }

    private Fault fault(String json) {
        var fault = Fault.of(json);
        faults.add(fault);
        return fault;
    }

    private void isGreeted(String word, Caller caller) {
        caller.untilParleySaid(GREETING, SOON);
        Caller.modelIsToSay(desk.id, word + " when", "The answer is " + word + ".");
    }

    private static void asks(Caller caller, String word) {
        caller.saysFluently(question(word));
    }

    private static void isAnsweredOnce(Caller caller, String word) {
        var answer = "The answer is " + word + ".";
        var view = caller.untilEachHeard(answer, SOON);
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
                .isZero();
        assertThat(said.getFirst().length())
                .as(said.toString())
                .isLessThanOrEqualTo(question(word).length());
    }

    private static String question(String word) {
        return word + " when do you open today?";
    }
}
