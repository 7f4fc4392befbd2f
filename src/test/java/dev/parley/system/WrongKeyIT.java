package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What becomes of a service that refuses our key. Alone, because no call is thought for meanwhile. */
@Isolated
class WrongKeyIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** {@code parley.upstream.retry-refused-key-ms} of the server that the build starts. */
    private static final Duration PAUSE = Duration.ofSeconds(3);
    /** A guess and the question itself may be under way when the first refusal comes. */
    private static final int UNDER_WAY = 2;

    @AfterEach
    void allIsWell() {
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults");
        untilAnswered();
        Footprint.untilNothingIsLeft();
    }

    @Test
    void aServiceThatRefusesOurKeyIsNamedByReadinessAndLeftAlone() {
        var caller = Caller.calls(Caller.RECEPTION);
        caller.untilHeard("How can I help you?", SOON);
        long from = System.nanoTime();
        LocalMode.post(LocalMode.EMULATOR + "/emulator/faults", "{\"service\":\"openai\",\"kind\":\"wrongKey\"}");

        caller.saysFluently("When are you open on Monday?");
        await("readiness names it").atMost(SOON).until(() -> openAi().contains("Azure OpenAI refuses our key"));
        assertThat(LocalMode.get(LocalMode.PARLEY + "/health/ready").status()).isEqualTo(503);
        caller.untilHeard("I am sorry", SOON);
        int replies = caller.view().get("replyMs").size();
        caller.saysFluently("When are you open on Monday?");
        caller.until(view -> view.get("replyMs").size() > replies, SOON, "another apology");
        caller.hangUp();

        long pauses = Duration.ofNanos(System.nanoTime() - from).dividedBy(PAUSE) + 1;
        assertThat(strikes()).as("requests").isBetween(1, (int) pauses + UNDER_WAY);
    }

    @Test
    void whereSpeechRefusesItTheCallEndsPolitelyAndTheNextOneIsHeardAgain() {
        var first = Caller.calls(Caller.RECEPTION);
        first.untilHeard("How can I help you?", SOON); // by then what is said in every call is in memory
        first.hangUp();
        LocalMode.post(LocalMode.EMULATOR + "/emulator/faults", "{\"service\":\"speech\",\"kind\":\"wrongKey\"}");

        var caller = Caller.calls(Caller.RECEPTION);

        await("readiness names it").atMost(SOON).until(() -> problemOf("speech_services")
                .contains("Azure Speech refuses our key"));
        assertThat(LocalMode.get(LocalMode.PARLEY + "/health/ready").status()).isEqualTo(503);
        var view = caller.untilEnded(SOON);
        assertThat(view.get("endedBy").asText()).isEqualTo("agent");
        assertThat(Caller.allHeard(view)).contains("I am sorry").contains("oodbye");

        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults");
        untilWell("speech_services");
        var next = Caller.calls(Caller.RECEPTION, Caller.bargesIn("When are you open on Monday?", 3));
        next.untilHeard("Monday", SOON);
        next.hangUp();
    }

    @Test
    void whereCommunicationServicesRefuseItNothingHammersThemAndTheNextCallIsAnswered() {
        long from = System.nanoTime();
        LocalMode.post(LocalMode.EMULATOR + "/emulator/faults", "{\"service\":\"acs\",\"kind\":\"wrongKey\"}");

        var caller = Caller.calls(Caller.RECEPTION);

        await("readiness names it").atMost(SOON).until(() -> problemOf("acs_caller")
                .contains("refuses our key"));
        caller.hangUp();
        long pauses = Duration.ofNanos(System.nanoTime() - from).dividedBy(PAUSE) + 1;
        assertThat(strikes()).as("requests").isBetween(1, (int) pauses + UNDER_WAY);

        LocalMode.delete(LocalMode.EMULATOR + "/emulator/faults");
        untilWell("acs_caller");
        var next = Caller.calls(Caller.RECEPTION);
        next.until(view -> !view.get("heard").isEmpty(), SOON, "is greeted");
        next.hangUp();
    }

    /** Parley looks by itself whether its key is right again. */
    private static void untilWell(String component) {
        await(component + " is well").atMost(SOON).until(() -> problemOf(component)
                .equals("null"));
    }

    private static void untilAnswered() {
        await("readiness is well").atMost(SOON).pollInterval(PAUSE).until(() -> {
            if (openAi().equals("null")) {
                return true;
            }
            var caller = Caller.calls(Caller.RECEPTION);
            caller.untilHeard("How can I help you?", SOON);
            caller.saysFluently("When are you open on Monday?");
            caller.until(view -> !view.get("replyMs").isEmpty() || over(caller), SOON, "an answer");
            caller.hangUp();
            return false;
        });
    }

    private static boolean over(Caller caller) {
        return caller.view().get("state").asText().equals("ended");
    }

    private static String openAi() {
        return problemOf("azure_openai");
    }

    private static String problemOf(String component) {
        for (var check :
                LocalMode.get(LocalMode.PARLEY + "/api/v1/readiness").body().get("checks")) {
            if (check.get("component").asText().equals(component)) {
                return check.get("error").asText();
            }
        }
        throw new AssertionError("readiness does not speak of " + component);
    }

    private static int strikes() {
        return LocalMode.get(LocalMode.EMULATOR + "/emulator/faults")
                .body()
                .get(0)
                .get("strikes")
                .asInt();
    }
}
