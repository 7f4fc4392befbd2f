package dev.parley.system;

import static dev.parley.system.Caller.bargesIn;
import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The caller hangs up at the worst moment; nothing is left and the next call works: that of the next test, and in the end
 * one that is heard whole. Callers barge in, so as not to wait for the end of the greeting. Alone, because it counts.
 */
@Isolated
class HangUpAnywhereIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String OPEN_ON_MONDAY = bargesIn("When are you open on Monday?", 3);
    private static final String OAK_SHELVES = bargesIn("Do you have oak shelves in stock?", 3);

    private final List<Caller> callers = new ArrayList<>();
    private Footprint before;
    private int askedBefore;

    /** Of both personas: each voice has connections of its own. */
    @BeforeAll
    static void callsWarmWhatIsPooled() {
        var callers = List.of(Caller.calls(Caller.RECEPTION, OPEN_ON_MONDAY), Caller.calls(Caller.ORDERS, OAK_SHELVES));
        for (var caller : callers) {
            caller.until(view -> !view.get("replyMs").isEmpty(), SOON, "is answered");
            caller.hangUp();
        }
    }

    @BeforeEach
    void nothingIsHeld() {
        Footprint.untilNothingIsLeft();
        before = Footprint.now();
        for (var request : modelRequests()) {
            askedBefore = request.get("number").asInt();
        }
    }

    @AfterEach
    void allAreDone() {
        callers.forEach(Caller::isDone);
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/thinking/script");
    }

    @AfterAll
    static void theNextCallWorks() {
        var view = Caller.calls(Caller.RECEPTION, says("When are you open on Monday?"), hangsUp())
                .untilEnded(Duration.ofSeconds(90));
        assertThat(view.get("heard").size()).as(view.toString()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void duringTheGreeting() {
        var caller = calls(Caller.RECEPTION);
        caller.until(view -> view.get("framesIn").asInt() > 3, SOON, "greeting begins");

        caller.hangUp();

        assertThat(Caller.allHeard(nothingIsLeftOf(caller))).doesNotContain("help you");
    }

    @Test
    void whileTheAgentThinks() {
        var caller = calls(Caller.RECEPTION, OPEN_ON_MONDAY);
        thinkingTakesLongFor(caller);
        untilTheModelWas("asked", request -> request.get("status").isNull() && heard(request, "monday"));

        caller.hangUp();

        assertThat(nothingIsLeftOf(caller).get("replyMs")).isEmpty();
    }

    @Test
    void whileAToolRuns() {
        var caller = calls(Caller.ORDERS, OAK_SHELVES);
        untilTheModelWas(
                "answering by a tool", request -> request.at("/notes").has("calls") && heard(request, "stock"));

        caller.hangUp();

        nothingIsLeftOf(caller);
    }

    @Test
    void whileTheAgentAnswers() {
        var caller = calls(Caller.RECEPTION, OPEN_ON_MONDAY);
        caller.untilHeard("On Monday", SOON);

        caller.hangUp();

        assertThat(Caller.allHeard(nothingIsLeftOf(caller))).doesNotContain("evening");
    }

    private Caller calls(String to, String... steps) {
        var caller = Caller.calls(to, steps);
        callers.add(caller);
        return caller;
    }

    private JsonNode nothingIsLeftOf(Caller caller) {
        var view = caller.untilEnded(SOON);
        assertThat(view.get("endedBy").asText()).isEqualTo("caller");
        Footprint.isBackTo(before);
        return view;
    }

    /** Waits for a question to the model that belongs to this test and not to a call before it. */
    private void untilTheModelWas(String what, Predicate<JsonNode> request) {
        await("the model was " + what)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    for (var each : modelRequests()) {
                        if (each.get("number").asInt() > askedBefore && request.test(each)) {
                            return true;
                        }
                    }
                    return false;
                });
    }

    private static JsonNode modelRequests() {
        return LocalMode.get(LocalMode.EMULATOR + "/emulator/requests?service=openai")
                .body();
    }

    private static boolean heard(JsonNode request, String word) {
        return request.at("/notes/heard").asText().toLowerCase(Locale.ROOT).contains(word);
    }

    private static void thinkingTakesLongFor(Caller caller) {
        var turn = "{\"say\":\"We are.\",\"fault\":{\"kind\":\"delay\",\"afterMs\":8000}}";
        var turns = String.join(",", Collections.nCopies(10, turn));
        var answer = LocalMode.post(
                LocalMode.EMULATOR + "/emulator/thinking/script",
                "{\"forCall\":\"" + caller.number + "\",\"turns\":[" + turns + "]}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }
}
