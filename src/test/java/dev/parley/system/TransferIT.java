package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Callers of personas with {@code onFailure}, whose model is gone for good. The faults are scripted for each call alone. */
@ResourceLock(value = Shared.NUMBERS, mode = ResourceAccessMode.READ)
class TransferIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** Three answers, each asked for twice, and the guesses before them. */
    private static final int REFUSALS = 30;
    /** Numbers that end so are busy. */
    private static final String BUSY = "+15550109999";

    @Test
    void aCallerWhomTheModelCannotAnswerHearsAnApologyAndIsTransferred() {
        var caller = Caller.calls(Caller.ORDERS);
        caller.greetedByOrders(SOON);

        loseTheModelOf(caller, caller.number);

        var view = caller.untilEnded(SOON);
        assertThat(Caller.allHeard(view)).contains("I am sorry").doesNotContain("Goodbye");
        assertThat(view.get("endedBy").asText()).isEqualTo("transfer");
        assertThat(view.get("transferredTo").asText()).isEqualTo("+15550100099");
        assertThat(view.get("protocolErrors")).isEmpty();
        assertThat(caller.asParleySeesIt().toString()).contains("transferred");
    }

    @Test
    void aCallerWhomNobodyTakesHearsAGoodbye() {
        var desk = Persona.unnamed();
        Persona.ok(desk.creates(desk.text("Hello, order desk.", "limits: {onFailure: {transferTo: \"" + BUSY + "\"}}")
                .replace("a desk.", "the desk " + desk.id + ".")));
        Persona.ok(desk.publishes("{}"));
        try (var numbers = GivenNumbers.to(desk)) {
            var caller = Caller.calls(numbers.first);
            caller.untilParleySaid("Hello, order desk.", SOON);

            loseTheModelOf(caller, desk.id);

            var view = caller.untilEnded(SOON);
            assertThat(Caller.allHeard(view)).contains("Goodbye");
            assertThat(requests())
                    .as("somebody was asked to take the caller")
                    .anyMatch(what -> what.endsWith(view.get("callConnectionId").asText() + ":transferToParticipant"));
            assertThat(view.get("endedBy").asText()).isEqualTo("agent");
            assertThat(view.get("protocolErrors")).isEmpty();
        }
    }

    /** @param in what stands in its prompts alone */
    private static void loseTheModelOf(Caller caller, String in) {
        var refused = "{\"when\":\"order\",\"say\":\"Never said.\",\"fault\":{\"kind\":\"refuse\"}}";
        LocalMode.post(
                LocalMode.EMULATOR + "/emulator/thinking/script",
                "{\"forCall\":\"" + in + "\",\"turns\":[" + String.join(",", Collections.nCopies(REFUSALS, refused))
                        + "]}");

        for (int failed = 1; failed <= 3; failed++) {
            int apologies = failed;
            caller.saysFluently("Where is my order now?");
            caller.until(view -> apologies(view) == apologies, SOON, "apology " + apologies);
        }
    }

    /** What ACS was asked to do, of all calls. */
    private static List<String> requests() {
        return LocalMode.get(LocalMode.EMULATOR + "/emulator/requests?service=acs")
                .body()
                .findValuesAsText("what");
    }

    private static int apologies(JsonNode view) {
        return Caller.allHeard(view).split("say that again", -1).length - 1;
    }
}
