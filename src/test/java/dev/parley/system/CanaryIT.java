package dev.parley.system;

import static dev.parley.system.Persona.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A canary and the calls by which it is judged. Of two numbers of a persona one is answered by the canary. */
@ResourceLock(value = Shared.NUMBERS, mode = ResourceAccessMode.READ)
@Execution(ExecutionMode.CONCURRENT)
class CanaryIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ROOT = "/api/v1/personas/";
    private static final String POLICY = "canary: {minCalls: 2, abortMargin: 0.1}";
    /** Of two calls three answers each, all asked for twice, and the guesses before them. */
    private static final int REFUSALS = 60;

    private static final int AT_ONCE = 5;

    private final Persona desk = Persona.unnamed();

    private void published() {
        ok(desk.creates(desk.text("Desk as all hear it.")));
        ok(desk.publishes("{}"));
    }

    private void tries(String rule) {
        // its name stands in its prompt, by which the emulator knows its questions
        var text = desk.text("Desk as some hear it.", POLICY).replace("a desk", "the desk " + desk.id);
        ok(desk.saves(text));
        ok(desk.publishes("{\"comment\":\"try\",\"canary\":" + rule + "}"));
    }

    private JsonNode canary() {
        return LocalMode.asViewer(ROOT + desk.id + "/canary").body();
    }

    /** Whoever calls is greeted so and hangs up. */
    private static void greetedBy(String number, String greeting) {
        var caller = Caller.calls(number);
        caller.untilParleySaid(greeting, SOON);
        caller.hangUp();
        caller.untilEnded(SOON);
    }

    /** Calls beside each other whose model is gone: three apologies and a goodbye each. */
    private void fail(List<Caller> callers) {
        var refused = "{\"say\":\"Never said.\",\"fault\":{\"kind\":\"refuse\"}}";
        ok(LocalMode.post(
                LocalMode.EMULATOR + "/emulator/thinking/script",
                "{\"forCall\":\"" + desk.id + "\",\"turns\":["
                        + String.join(",", Collections.nCopies(REFUSALS, refused)) + "]}"));
        callers.forEach(caller -> caller.untilParleySaid("Desk as some hear it.", SOON));
        for (int failed = 1; failed <= 3; failed++) {
            int apologies = failed;
            callers.forEach(caller -> caller.saysFluently("Where is my order now?"));
            callers.forEach(
                    caller -> caller.until(view -> apologies(caller) >= apologies, SOON, "apology " + apologies));
        }
        callers.forEach(caller -> caller.untilEnded(SOON));
    }

    private static int apologies(Caller caller) {
        var transcript = caller.asParleySeesIt().get("transcript").toString();
        return transcript.split("say that again", -1).length - 1;
    }

    @Test
    void aCanaryWhoseCallsFailIsAbortedByItselfAndTheAuditSaysWhy() {
        published();
        try (var numbers = GivenNumbers.to(desk)) {
            tries("{\"numbers\":[\"" + numbers.first + "\"]}");
            greetedBy(numbers.second, "Desk as all hear it.");
            greetedBy(numbers.second, "Desk as all hear it.");
            var callers = Stream.of(1, 2).map(i -> Caller.calls(numbers.first)).toList();
            fail(callers);

            await("it is aborted").atMost(SOON).until(() -> !desk.shown().body().hasNonNull("canary"));

            var deed = LocalMode.asViewer("/api/v1/personas/audit?subject=" + desk.id)
                    .body()
                    .get("entries")
                    .get(0);
            assertThat(deed.get("action").asText()).isEqualTo("canary aborted");
            assertThat(deed.get("who").asText()).isEqualTo("parley");
            assertThat(deed.get("comment").asText())
                    .contains("over 2 calls against 2", "containment 0 % against 100 %", "turns with errors");
            assertThat(LocalMode.asViewer(ROOT + desk.id + "/canary").status()).isEqualTo(404);
            greetedBy(numbers.first, "Desk as all hear it.");
            assertThat(LocalMode.asViewer(ROOT + desk.id + "/revisions/verify")
                            .body()
                            .get("whole")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aCanaryThatIsAsGoodStaysAndItsFiguresAreTold() {
        published();
        try (var numbers = GivenNumbers.to(desk)) {
            tries("{\"numbers\":[\"" + numbers.first + "\"]}");
            assertThat(canary().get("verdict").asText()).isEqualTo("too few calls");
            for (int i = 0; i < 2; i++) {
                greetedBy(numbers.first, "Desk as some hear it.");
                greetedBy(numbers.second, "Desk as all hear it.");
            }

            await("it is judged")
                    .atMost(SOON)
                    .until(() -> canary().get("verdict").asText().equals("good"));

            var report = canary();
            for (var side : List.of("canary", "published")) {
                assertThat(report.get(side).get("calls").asInt()).as(side).isEqualTo(2);
                assertThat(report.get(side).get("containment").asDouble())
                        .as(side)
                        .isEqualTo(1);
                assertThat(report.get(side).get("errorRate").asDouble())
                        .as(side)
                        .isZero();
            }
            assertThat(report.get("canary").get("revision").get("number").asInt())
                    .isEqualTo(2);
            assertThat(report.get("reason").asText()).startsWith("Not worse than the published revision");
            // the entity tag is the version to decide over
            var shown = LocalMode.asViewer(ROOT + desk.id + "/canary");
            ok(LocalMode.as(
                    "approver",
                    "POST",
                    ROOT + desk.id + "/canary/promote",
                    "{}",
                    Map.of("If-Match", shown.header("ETag"))));
        }
    }

    @Test
    void ofTwentyCallersSomeGetTheCanaryAndEachStaysOnHisSide() {
        published();
        try (var numbers = GivenNumbers.to(desk)) {
            tries("{\"percent\":50}");
            var tried = desk.shown()
                    .body()
                    .get("canary")
                    .get("revision")
                    .get("revision")
                    .asText();
            var callers = IntStream.range(0, 20)
                    .mapToObj(i -> "+1555021%04d".formatted(i))
                    .toList();

            var first = revisions(callers, numbers.first);
            var again = revisions(callers, numbers.second);

            assertThat(again).isEqualTo(first);
            assertThat(new HashSet<>(first.values())).hasSize(2).contains(tried);
        }
    }

    /** Of which revision each of these is answered; a few at a time, others call too. */
    private static Map<String, String> revisions(List<String> callers, String number) {
        var revisions = new HashMap<String, String>();
        for (int from = 0; from < callers.size(); from += AT_ONCE) {
            var some = callers.subList(from, Math.min(from + AT_ONCE, callers.size())).stream()
                    .map(caller -> Caller.callsFrom(caller, number))
                    .toList();
            try {
                some.forEach(caller -> revisions.put(
                        caller.number, caller.untilParleyKnows().get("revision").asText()));
            } finally {
                some.forEach(Caller::isDone);
                some.forEach(Caller::untilParleyForgets);
            }
        }
        return revisions;
    }
}
