package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The deployment of the order desk fails in every way, the other one answers. All calls at once, each with its fault. */
@ResourceLock(value = Shared.FAULTS, mode = ResourceAccessMode.READ)
class OtherDeploymentIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final List<String> KINDS = List.of("refuse", "delay", "stall", "reset", "garbage", "throttle");
    private static final String FIRST = "gpt-4o";
    private static final String OTHER = "gpt-4o-mini";
    /** Longer than the hedge and than a throttle that is waited for. */
    private static final int LONG_MS = 5_000;

    private final List<Fault> faults = new ArrayList<>();

    @AfterEach
    void allIsWell() {
        faults.forEach(Fault::close);
    }

    @Test
    void theOtherDeploymentAnswersWhereTheFirstDoesNot() {
        Map<String, Caller> callers = new LinkedHashMap<>();
        KINDS.forEach(kind -> callers.put(kind, Caller.calls(Caller.ORDERS)));
        callers.forEach((kind, caller) -> {
            caller.greetedByOrders(SOON);
            caller.modelIsToSay(
                    "think " + kind, "The answer is " + kind + ". " + "It has more words than one. ".repeat(5));
            int afterMs = kind.equals("delay") || kind.equals("throttle") ? LONG_MS : 0;
            faults.add(Fault.of("{'service':'openai','kind':'" + kind + "','call':'" + caller.id + "','deployment':'"
                    + FIRST + "','afterMs':" + afterMs + "}"));
        });

        callers.forEach((kind, caller) -> caller.saysFluently("Think " + kind + " when do you open today?"));

        var all = new SoftAssertions();
        callers.forEach((kind, caller) -> all.check(() -> isAnsweredByTheOther(caller, kind)));
        all.check(OtherDeploymentIT::theLateOneIsLeft);
        Caller.allHangUp(callers.values(), all, SOON);
        all.assertAll();
    }

    private static void isAnsweredByTheOther(Caller caller, String kind) {
        var answer = "The answer is " + kind + ".";
        var view = caller.untilEachHeard(answer, SOON);
        assertThat(Caller.allHeard(view)).as(kind).doesNotContain("I am sorry");
        assertThat(requests(kind, FIRST)).as("%s asked for %s", FIRST, kind).isNotEmpty();
        assertThat(requests(kind, OTHER))
                .as("%s asked for %s", OTHER, kind)
                .anyMatch(request -> request.at("/notes/says").asText().contains("The answer is " + kind));
    }

    /** Who lost the race is closed at its first words, and the service stops generating. */
    private static void theLateOneIsLeft() {
        Awaitility.await("the late deployment sees its client leave")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> requests("delay", FIRST).stream()
                        .map(request -> request.at("/notes"))
                        .anyMatch(notes -> notes.has("clientLeftAtChunk")
                                && notes.get("clientLeftAtChunk").asInt()
                                        < notes.get("chunks").asInt() / 2));
    }

    private static List<JsonNode> requests(String word, String deployment) {
        var found = new ArrayList<JsonNode>();
        LocalMode.get(LocalMode.EMULATOR + "/emulator/requests?service=openai")
                .body()
                .forEach(request -> {
                    boolean asked = request.at("/notes/heard")
                            .asText()
                            .toLowerCase(Locale.ROOT)
                            .startsWith("think " + word + " when");
                    if (asked && request.at("/notes/deployment").asText().equals(deployment)) {
                        found.add(request);
                    }
                });
        return found;
    }
}
