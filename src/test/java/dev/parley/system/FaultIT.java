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
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a caller notices when a media socket fails or the model is gone. Each fault strikes one call. */
@ResourceLock(value = Shared.FAULTS, mode = ResourceAccessMode.READ)
class FaultIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final List<Caller> callers = new ArrayList<>();

    @AfterEach
    void allAreDone() {
        callers.forEach(Caller::isDone);
    }

    @Test
    void aMediaSocketThatDropsIsTakenOverAndTheCallGoesOn() {
        var caller = calls();
        caller.until(view -> Caller.allHeard(view).contains("Lindqvist"), SOON, "greeting is under way");

        try (var drop = Fault.of("{'service':'acs','kind':'reset','call':'" + caller.id + "','times':1}")) {
            var greeted = caller.untilHeard("How can I help you?", SOON);
            assertThat(Caller.allHeard(greeted)).contains("You are speaking with Ava at the reception desk.");
            assertThat(drop.strikes()).isEqualTo(1);
        }
        caller.say("When are you open on Monday?");
        caller.untilHeard("Monday", SOON);
        caller.hangUp();
        assertThat(attemptsAtTheSocketOf(caller))
                .as("media sockets of the call")
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aMediaSocketThatSendsGarbageIsListenedToAllTheSame() {
        var caller = calls();
        caller.untilHeard("How can I help you?", SOON);

        try (var garbage = Fault.of("{'service':'acs','kind':'garbage','call':'" + caller.id + "','times':1}")) {
            garbage.untilStruck(1, SOON);
            caller.saysFluently("When are you open on Monday?");
            caller.untilHeard("Monday", SOON);
        }
        caller.hangUp();
        assertThat(attemptsAtTheSocketOf(caller))
                .as("media sockets of the call")
                .isEqualTo(1);
    }

    @Test
    void aMediaSocketThatFallsSilentIsACallerOfWhomNothingIsHeard() {
        var caller = calls();
        caller.untilHeard("How can I help you?", SOON);

        try (var stall = Fault.of("{'service':'acs','kind':'stall','call':'" + caller.id + "','times':1}")) {
            stall.untilStruck(1, SOON);
            caller.saysFluently("When are you open on Monday?");
            var view = caller.untilHeard("Are you still there?", SOON);
            assertThat(Caller.allHeard(view)).doesNotContain("Monday");
        }
        caller.hangUp();
    }

    @Test
    void aModelThatIsGoneIsApologisedForAndTheNextCallWorks() {
        var caller = calls(bargesIn("When are you open on Monday?", 3));
        try (var gone = Fault.of("{'service':'openai','kind':'refuse','call':'" + caller.id + "'}")) {
            caller.until(view -> !view.get("replyMs").isEmpty(), SOON, "hears an answer all the same");
            caller.hangUp();
            caller.untilEnded(SOON);
            assertThat(gone.strikes()).isPositive();
        }
        theNextCallWorks();
    }

    private void theNextCallWorks() {
        var caller = calls(says("When are you open on Monday?"));
        var view = caller.untilHeard("Monday", Duration.ofSeconds(90));
        Caller.hears(view, "How can I help you? On Monday");
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
}
