package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What a caller hears when the model fails or says something odd. One call each, many turns; the thinking is scripted for
 * that call and keyed by the caller's first word, and long enough for guesses to use some of it up. A fault waits for the
 * whole sentence, so that no guess on half of it takes the fault away.
 */
@Execution(ExecutionMode.CONCURRENT)
class ModelFaultIT {
    private static final Duration SOON = Duration.ofSeconds(40);
    /** More than a question is asked: six guesses at most, what was said, and each once more after a fault. */
    private static final int COPIES = 10;

    private final List<Caller> callers = new ArrayList<>();

    @AfterEach
    void allAreDone() {
        callers.forEach(Caller::isDone);
    }

    @Test
    void aFaultBeforeTheFirstWordIsSurvivedByAskingOnceMore() {
        var caller = greeted();
        for (var kind : List.of("refuse", "throttle", "reset", "garbage", "stall", "delay")) {
            int afterMs = kind.equals("delay") || kind.equals("throttle") ? 500 : 0;
            var good = "{'when':'" + kind + "','say':'The answer is " + kind + ".'}";
            var bad = "{'when':'" + kind + " when do you open today','fault':{'kind':'" + kind + "','afterMs':"
                    + afterMs + "},'say':'The answer is " + kind + ".'}";
            scripted(caller, bad);
            scripted(caller, copies(good));

            caller.saysFluently(kind + " when do you open today?");
            var view = caller.untilParleySaid("The answer is " + kind + ".", SOON);

            assertThat(Caller.allHeard(view)).doesNotContain("I am sorry");
        }
        caller.hangUp();
        caller.untilEnded(SOON);
    }

    @Test
    void whateverTheModelSaysTheNextTurnWorks() {
        var odd = new LinkedHashMap<String, String>();
        odd.put("empty", "'say':''");
        odd.put("unknown", "'toolCalls':[{'name':'fly_away','arguments':{}}]");
        odd.put("garbled", "'toolCalls':[{'name':'take_message','argumentsText':'{no json'}]");
        odd.put("filtered", "'say':'We open','finish':'content_filter'");
        odd.put("limited", "'say':'We open at nine. And we','finish':'length'");
        odd.put("markup", "'say':'Tom & Jerry <break> ]]> we open.'");
        var caller = greeted();
        odd.forEach((word, thought) -> {
            scripted(caller, copies("{'when':'next " + word + "','say':'After " + word + " all is well again.'}"));
            scripted(caller, copies("{'when':'" + word + "'," + thought + "}"));
            int replies = caller.view().get("replyMs").size();
            caller.saysFluently(word + " when do you open today?");
            caller.until(view -> view.get("replyMs").size() > replies, SOON, "hears something after " + word);

            caller.saysFluently("And next " + word + " when do you close?");
            caller.untilParleySaid("After " + word + " all", SOON);
        });
        caller.hangUp();
        caller.untilEnded(SOON);
    }

    private Caller greeted() {
        var caller = Caller.calls(Caller.RECEPTION);
        callers.add(caller);
        caller.until(view -> view.get("heard").size() > 0, SOON, "hears the greeting");
        caller.untilParleySaid(
                "Good day, this is Lindqvist and Moor, architects. You are speaking with Ava at the reception desk. How can I help you?",
                SOON);
        return caller;
    }

    private static String[] copies(String turn) {
        var all = new String[COPIES];
        Arrays.fill(all, turn);
        return all;
    }

    private static void scripted(Caller caller, String... turns) {
        var json = "{'forCall':'" + caller.number + "','turns':[" + String.join(",", turns) + "]}";
        var answer = LocalMode.post(LocalMode.EMULATOR + "/emulator/thinking/script", json.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 201);
    }
}
