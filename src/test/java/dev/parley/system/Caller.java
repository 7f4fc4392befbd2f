package dev.parley.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.assertj.core.api.SoftAssertions;

/** A simulated caller on the emulator's phone network. */
final class Caller {
    /** In which a question is asked, thought about and answered, on a busy machine too. */
    private static final Duration PATIENCE = Duration.ofSeconds(13);

    /** Numbers that local mode maps to personas. */
    static final String RECEPTION = "+15550100001";

    static final String ORDERS = "+15550100002";
    /** The persona of one speech-to-speech model. */
    static final String CONCIERGE = "+15550100003";

    /** More than a question is thought on before it is complete, with what is asked again. */
    private static final int GUESSES = 10;

    private static final AtomicInteger NUMBERS = new AtomicInteger(1);

    final String id;
    final String number;
    private String parleysId;

    private Caller(String id, String number) {
        this.id = id;
        this.number = number;
    }

    /** Places a scripted call at 16 kHz; steps are the emulator's JSON, in single quotes for reading's sake. */
    static Caller calls(String to, String... steps) {
        return callsWith(to, "'sampleRate':16000,'ear':'tone'", steps);
    }

    static Caller callsWith(String to, String options, String... steps) {
        return places("+1555020%04d".formatted(NUMBERS.getAndIncrement()), to, options, steps);
    }

    /** Somebody who may have called before. */
    static Caller callsFrom(String number, String to) {
        return places(number, to, "'sampleRate':16000,'ear':'tone'");
    }

    private static Caller places(String number, String to, String options, String... steps) {
        var script = steps.length == 0 ? "" : ",'script':[" + String.join(",", steps) + "]";
        var body = "{'from':'" + number + "','to':'" + to + "'," + options + script + "}";
        var answer = LocalMode.post(LocalMode.EMULATOR + "/emulator/calls", body.replace('\'', '"'));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return new Caller(answer.body().get("id").asText(), number);
    }

    /** Somebody whom Parley calls. */
    static Caller called(String number, Duration atMost) {
        var found = new String[1];
        await(number + " is called")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    for (var call : LocalMode.get(LocalMode.EMULATOR + "/emulator/calls")
                            .body()) {
                        found[0] = call.toString().contains(number)
                                ? call.get("id").asText()
                                : found[0];
                    }
                    return found[0] != null;
                });
        return new Caller(found[0], number);
    }

    /** All hang up; whoever's call ended by anything else is told to {@code all}. */
    static void allHangUp(Collection<Caller> callers, SoftAssertions all, Duration atMost) {
        callers.forEach(Caller::hangUp);
        callers.forEach(caller -> all.check(() ->
                assertThat(caller.untilEnded(atMost).get("endedBy").asText()).isEqualTo("caller")));
    }

    /** Fluently, without the pauses inside a sentence that a caller of the emulator makes by default. */
    static String says(String text) {
        return "{'say':'" + text + "','pauses':false}";
    }

    /** With pauses of 300 to 900 ms inside the sentence. */
    static String saysHesitantly(String text) {
        return "{'say':'" + text + "'}";
    }

    static String bargesIn(String text, int afterWords) {
        return "{'bargeIn':'" + text + "','afterWords':" + afterWords + "}";
    }

    /** Says something into the agent's words that is not meant to stop them. */
    static String saysMeanwhile(String text, int afterWords) {
        return "{'say':'" + text + "','pauses':false,'afterWords':" + afterWords + "}";
    }

    static String makesNoiseFor(int ms, int afterWords) {
        return "{'noiseMs':" + ms + ",'afterWords':" + afterWords + "}";
    }

    static String presses(String keys) {
        return "{'dtmf':'" + keys + "'}";
    }

    static String isSilentFor(int ms) {
        return "{'silenceMs':" + ms + "}";
    }

    static String hangsUp() {
        return "{'hangUp':true}";
    }

    JsonNode view() {
        return LocalMode.get(LocalMode.EMULATOR + "/emulator/calls/" + id).body();
    }

    /** Waits until the call is over; the view of it then. */
    JsonNode untilEnded(Duration atMost) {
        return until(view -> view.get("state").asText().equals("ended"), atMost, "ended");
    }

    JsonNode until(Predicate<JsonNode> condition, Duration atMost, String what) {
        var last = new JsonNode[1];
        await(what + " (call " + id + ")")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> condition.test(last[0] = view()));
        return last[0];
    }

    JsonNode untilHeard(String words, Duration atMost) {
        return until(view -> allHeard(view).contains(words), atMost, "hears '" + words + "'");
    }

    /** Waits until each of these words was heard, in their order. */
    JsonNode untilEachHeard(String words, Duration atMost) {
        return until(view -> missed(words, allHeard(view)) == 0, atMost, "hears each word of '" + words + "'");
    }

    /** Waits until the caller was told all of the order desk's greeting. */
    Caller greetedByOrders(Duration atMost) {
        untilParleySaid("Harrow and Finch, order desk, this is Andrew. What can I do for you?", atMost);
        return this;
    }

    void say(String text) {
        control("say", "{\"text\":\"" + text + "\"}");
    }

    /** Without the pauses inside a sentence that a caller makes by default. */
    void saysFluently(String text) {
        control("say", "{\"text\":\"" + text + "\",\"pauses\":false}");
    }

    /** Where this caller's words contain {@code when} the model answers with {@code text}, for guesses too. */
    void modelIsToSay(String when, String text) {
        modelIsToSay(number, when, text);
    }

    /** The same where {@code in} stands in a prompt. */
    static void modelIsToSay(String in, String when, String text) {
        var turn = "{\"when\":\"" + when + "\",\"say\":\"" + text + "\"}";
        var turns = String.join(",", Collections.nCopies(GUESSES, turn));
        var answer = LocalMode.post(
                LocalMode.EMULATOR + "/emulator/thinking/script",
                "{\"forCall\":\"" + in + "\",\"turns\":[" + turns + "]}");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    }

    /** The media socket drops and comes back to another node. */
    void comesBackTo(String host) {
        control("mediaHost", "{\"host\":\"" + host + "\"}");
    }

    void hangUp() {
        control("hangUp", "{}");
    }

    /** Puts the phone down if need be, also where a test has failed; the emulator forgets the call. */
    void isDone() {
        LocalMode.delete(LocalMode.EMULATOR + "/emulator/calls/" + id);
    }

    /** Waits until Parley has the call; what it shows of it then. */
    JsonNode untilParleyKnows() {
        await("Parley knows the call of " + number)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsMatching(AssertionError.class::isInstance)
                .until(() -> asParleySeesIt().hasNonNull("revision"));
        return asParleySeesIt();
    }

    /** Ends the call at Parley, too, and takes it out of its list. */
    void untilParleyForgets() {
        asParleySeesIt();
        await("Parley forgets call " + parleysId)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> LocalMode.asOperator("DELETE", "/api/v1/calls/" + parleysId, null)
                                .status()
                        == 404);
    }

    private void control(String verb, String json) {
        var answer = LocalMode.post(LocalMode.EMULATOR + "/emulator/calls/" + id + "/" + verb, json);
        assertThat(answer.status()).as(verb + ": " + answer.body()).isBetween(200, 204);
    }

    static List<String> heard(JsonNode view) {
        var texts = new ArrayList<String>();
        view.get("heard").forEach(entry -> texts.add(entry.get("text").asText()));
        return texts;
    }

    static String allHeard(JsonNode view) {
        return String.join(" ", heard(view));
    }

    /** What was heard, but for a word that came twice because playback stopped in it and went on with it. */
    static String heardWithoutStammer(JsonNode view) {
        var words = new ArrayList<String>();
        for (var word : allHeard(view).split(" ")) {
            if (words.isEmpty() || !words.getLast().equals(word)) {
                words.add(word);
            }
        }
        return String.join(" ", words);
    }

    /** The caller heard these words, one after the other. */
    static void hears(JsonNode view, String words) {
        assertThat(missed(words, allHeard(view)))
                .as("words of '%s' missed: %s", words, view)
                .isZero();
    }

    /** How many of these words were not heard, in their order. */
    static int missed(String words, String by) {
        var heard = new ArrayDeque<>(List.of(by.split(" ")));
        int missed = 0;
        for (var word : words.split(" ")) {
            if (heard.contains(word)) {
                while (!heard.poll().equals(word)) {
                    // said before
                }
            } else {
                missed++;
            }
        }
        return missed;
    }

    /** Waits until this is what the caller heard of the agent's last words, as Parley remembers it. */
    JsonNode untilParleySaid(String words, Duration atMost) {
        await("Parley says '" + words + "' (call " + id + ")")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(
                        () -> assertThat(asParleySeesIt().get("transcript").findValuesAsText("text"))
                                .last()
                                .asString()
                                .startsWith(words));
        return view();
    }

    /** Asks until Parley says that: a late frame may cost the question a word, and then it is asked again, as people do. */
    void asksUntilParleySaid(String question, String words, Duration atMost) {
        saysFluently(question);
        var asked = new AtomicLong(System.nanoTime());
        await("Parley says '" + words + "' (call " + id + ")")
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(300))
                .until(() -> {
                    if (System.nanoTime() - asked.get() > PATIENCE.toNanos()) {
                        saysFluently(question);
                        asked.set(System.nanoTime());
                    }
                    return asParleySeesIt()
                            .get("transcript")
                            .findValuesAsText("text")
                            .getLast()
                            .startsWith(words);
                });
    }

    /** The call as Parley's API shows it to an operator. */
    JsonNode asParleySeesIt() {
        if (parleysId != null) {
            return LocalMode.asOperator("GET", "/api/v1/calls/" + parleysId, null)
                    .body();
        }
        var calls = LocalMode.asOperator("GET", "/api/v1/calls/?limit=100", null)
                .body()
                .get("calls");
        for (var call : calls) {
            var details = LocalMode.asOperator(
                            "GET", "/api/v1/calls/" + call.get("call_id").asText(), null)
                    .body();
            if (details.toString().contains(number)) {
                parleysId = call.get("call_id").asText();
                return details;
            }
        }
        throw new AssertionError("Parley lists no call from " + number);
    }
}
