package dev.parley.system;

import static dev.parley.system.Caller.bargesIn;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a caller notices when a socket drops or a service is gone. Alone, because faults strike every call. */
@Isolated
class FaultIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<Caller> callers = new ArrayList<>();

    @AfterEach
    void allIsWell() {
        callers.forEach(Caller::isDone);
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults");
        Footprint.untilNothingIsLeft();
    }

    @Test
    void aMediaSocketThatDropsIsTakenOverAndTheCallGoesOn() {
        var caller = calls();
        caller.until(view -> Caller.allHeard(view).contains("Lindqvist"), SOON, "greeting is under way");

        fault("{'service':'acs','kind':'reset','call':'" + caller.id + "','times':1}");

        var greeted = caller.untilHeard("How can I help you?", SOON);
        assertThat(Caller.allHeard(greeted)).contains("You are speaking with Ava at the reception desk.");
        caller.say("When are you open on Monday?");
        caller.untilHeard("Monday", SOON);
        caller.hangUp();
        assertThat(attemptsAtTheSocketOf(caller))
                .as("media sockets of the call")
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aModelThatIsGoneIsApologisedForAndTheNextCallWorks() {
        fault("{'service':'openai','kind':'refuse'}");

        var caller = calls(bargesIn("When are you open on Monday?", 3));

        caller.until(view -> !view.get("replyMs").isEmpty(), SOON, "hears an answer all the same");
        caller.hangUp();
        caller.untilEnded(SOON);
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults");
        theNextCallWorks();
    }

    @Test
    void aRecogniserThatIsCutOffIsReplacedAndTheCallGoesOn() {
        fault("{'service':'speech','kind':'reset','times':1,'afterMs':3000}");
        theNextCallWorks();
    }

    private void theNextCallWorks() {
        var caller = calls(says("When are you open on Monday?"));
        var view = caller.untilHeard("Monday", Duration.ofSeconds(90));
        assertThat(Caller.allHeard(view)).as(view.toString()).contains("How can I help you?", "Monday");
        caller.hangUp();
        caller.untilEnded(SOON);
    }

    private Caller calls(String... steps) {
        var caller = Caller.calls(Caller.RECEPTION, steps);
        callers.add(caller);
        return caller;
    }

    private static int attemptsAtTheSocketOf(Caller caller) {
        var attempts = 0;
        for (JsonNode request : LocalMode.get(LocalMode.EMULATOR + "/emulator/requests?service=acs")
                .body()) {
            attempts += request.get("what").asText().equals("media socket")
                            && request.at("/notes/call").asText().equals(caller.id)
                    ? 1
                    : 0;
        }
        return attempts;
    }

    private static void fault(String json) {
        var answer = LocalMode.post(LocalMode.EMULATOR + "/emulator/faults", json.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 201);
    }
}
