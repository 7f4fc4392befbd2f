package dev.parley.system;

import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.isSilentFor;
import static dev.parley.system.Caller.says;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Equal calls at the same time, one undisturbed, the others with sessions that end, break or are replaced: all hear the same. */
@Order(Shared.FIRST)
@ResourceLock(Shared.REALTIME) // sessions are told apart by when they began
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RolloverIT {
    private static final Duration A_CALL = Duration.ofSeconds(120);
    private static final Duration SOON = Duration.ofSeconds(40);
    private static final String SESSIONS = LocalMode.EMULATOR + "/emulator/realtime";
    private static final String GREETED = "do for you?";
    private static final String ANSWERED = "the terrace.";

    private static final List<String> QUESTIONS = List.of("When is breakfast served?", "Where can I park my car?");

    private Talk undisturbed;
    private Talk replaced;
    private Talk dropped;
    private Talk expired;
    private Talk broken;

    @BeforeAll
    void allCall() {
        LocalMode.put(SESSIONS, "{\"speed\":1.2}"); // so that an answer is still under way when it is heard
        undisturbed = new Talk((caller, session) -> {});
        replaced = new Talk((caller, session) -> {
            caller.untilHeard(GREETED, SOON);
            rollsOver(caller);
            caller.untilHeard(ANSWERED, SOON);
            rollsOver(caller);
        });
        dropped = new Talk((caller, session) -> {
            caller.untilHeard(GREETED, SOON);
            drops(session);
        });
        expired = new Talk((caller, session) -> {
            caller.untilHeard(ANSWERED, SOON);
            LocalMode.post(SESSIONS + "/sessions/" + session + "/expire", "{}");
        });
        broken = new Talk((caller, session) -> {
            caller.untilHeard("Harbour Hotel.", SOON);
            drops(session);
        });
    }

    @AfterAll
    void sessionsLiveLong() {
        LocalMode.delete(SESSIONS);
    }

    @Test
    void nobodyHearsThatAnOperatorReplacesASession() {
        hearsTheSame(replaced, 0);
    }

    @Test
    void nobodyHearsThatASessionBreaksBetweenTurns() {
        hearsTheSame(dropped, 0);
    }

    @Test
    void nobodyHearsThatASessionExpires() {
        hearsTheSame(expired, 0);
    }

    /** So short that there is not always a pause in time: then an answer goes on in the next one. */
    @Test
    void sessionsOfTwelveSecondsCarryACall() {
        List.of(replaced, dropped, expired, broken).forEach(Talk::untilEnded);
        LocalMode.put(SESSIONS, "{\"sessionSeconds\":12}");

        hearsTheSame(new Talk((caller, session) -> {}), 2);
    }

    /** No model tells where words lie in its audio: the one in which it broke may be said twice. */
    @Test
    void wordsThatBreakOffAreGoneOnWith() {
        hearsTheSame(broken, 1);
    }

    private void hearsTheSame(Talk talk, int stammer) {
        var view = talk.untilEnded();
        undisturbed.untilEnded();

        var said = String.join(" ", talk.said("agent"));
        assertThat(talk.said("agent")).isEqualTo(undisturbed.said("agent"));
        assertThat(talk.said("caller")).isEqualTo(QUESTIONS);
        var heard = Caller.allHeard(view).strip().split(" +");
        int common = common(said.split(" "), heard);
        assertThat(heard.length - common)
                .as("words of '%s' beyond '%s'", Caller.allHeard(view), said)
                .isLessThanOrEqualTo(stammer);
        assertThat(said.split(" ").length - common)
                .as("words of '%s' that were not heard: %s", said, view)
                .isZero();
    }

    /** How many words both have, in their order. */
    private static int common(String[] some, String[] others) {
        var best = new int[some.length + 1][others.length + 1];
        for (int i = 1; i <= some.length; i++) {
            for (int j = 1; j <= others.length; j++) {
                best[i][j] = some[i - 1].equals(others[j - 1])
                        ? best[i - 1][j - 1] + 1
                        : Math.max(best[i - 1][j], best[i][j - 1]);
            }
        }
        return best[some.length][others.length];
    }

    /** A call, and what becomes of its session meanwhile. */
    private static final class Talk {
        private final Caller caller;
        private final CompletableFuture<Void> disturbance;

        Talk(BiConsumer<Caller, String> disturbance) {
            var before = sessions();
            caller = Caller.calls(
                    Caller.CONCIERGE,
                    isSilentFor(1_000),
                    says(QUESTIONS.get(0)),
                    isSilentFor(3_000),
                    says(QUESTIONS.get(1)),
                    isSilentFor(2_000),
                    hangsUp());
            var mine = new ArrayList<String>();
            await("its session")
                    .atMost(SOON)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> {
                        mine.addAll(sessions());
                        mine.removeAll(before);
                        return !mine.isEmpty();
                    });
            this.disturbance = CompletableFuture.runAsync(() -> disturbance.accept(caller, mine.getFirst()));
        }

        JsonNode untilEnded() {
            disturbance.join();
            return caller.untilEnded(A_CALL);
        }

        /** What Parley believes that this speaker said. */
        List<String> said(String speaker) {
            var texts = new ArrayList<String>();
            for (var entry : caller.asParleySeesIt().get("transcript")) {
                if (entry.get("speaker").asText().equalsIgnoreCase(speaker)) {
                    texts.add(entry.get("text").asText());
                }
            }
            return texts;
        }
    }

    private static void rollsOver(Caller caller) {
        var id = caller.asParleySeesIt().get("call_id").asText();
        var answer = LocalMode.asOperator("POST", "/api/v1/calls/" + id + "/rollover", null);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
    }

    private static void drops(String session) {
        LocalMode.delete(SESSIONS + "/sessions/" + session);
    }

    private static List<String> sessions() {
        var ids = new ArrayList<String>();
        for (var session : LocalMode.get(SESSIONS).body().get("sessions")) {
            ids.add(session.get("id").asText());
        }
        return ids;
    }
}
