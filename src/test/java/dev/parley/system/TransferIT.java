package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** A caller of a persona with {@code onFailure}, whose model is gone for good. The faults are scripted for this call alone. */
class TransferIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** Three answers, each asked for twice, and the guesses before them. */
    private static final int REFUSALS = 30;

    @Test
    void aCallerWhomTheModelCannotAnswerHearsAnApologyAndIsTransferred() {
        var caller = Caller.calls(Caller.ORDERS);
        caller.greetedByOrders(SOON);
        var refused = "{\"when\":\"order\",\"say\":\"Never said.\",\"fault\":{\"kind\":\"refuse\"}}";
        LocalMode.post(
                LocalMode.EMULATOR + "/emulator/thinking/script",
                "{\"forCall\":\"" + caller.number + "\",\"turns\":["
                        + String.join(",", Collections.nCopies(REFUSALS, refused)) + "]}");

        for (int failed = 1; failed <= 3; failed++) {
            int apologies = failed;
            caller.saysFluently("Where is my order now?");
            caller.until(view -> apologies(view) == apologies, SOON, "apology " + apologies);
        }

        var view = caller.untilEnded(SOON);
        assertThat(Caller.allHeard(view)).contains("I am sorry").doesNotContain("Goodbye");
        assertThat(view.get("endedBy").asText()).isEqualTo("transfer");
        assertThat(view.get("transferredTo").asText()).isEqualTo("+15550100099");
        assertThat(view.get("protocolErrors")).isEmpty();
        assertThat(caller.asParleySeesIt().toString()).contains("transferred");
    }

    private static int apologies(JsonNode view) {
        return Caller.allHeard(view).split("say that again", -1).length - 1;
    }
}
