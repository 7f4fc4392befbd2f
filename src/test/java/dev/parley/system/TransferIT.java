package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

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
            caller.until(view -> apologies(caller) == apologies, SOON, "apology " + apologies);
        }

        var view = caller.untilEnded(SOON);
        assertThat(Caller.allHeard(view)).contains("I am sorry").doesNotContain("Goodbye");
        assertThat(view.get("endedBy").asText()).isEqualTo("transfer");
        assertThat(view.get("transferredTo").asText()).isEqualTo("+15550100099");
        assertThat(view.get("protocolErrors")).isEmpty();
        assertThat(caller.asParleySeesIt().toString()).contains("transferred");
    }

    /** As Parley knows them to have been heard: the ear may lose a word to a late frame. */
    private static int apologies(Caller caller) {
        var transcript = caller.asParleySeesIt().get("transcript").toString();
        return transcript.split("say that again", -1).length - 1;
    }
}
