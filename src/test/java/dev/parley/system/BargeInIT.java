package dev.parley.system;

import static dev.parley.system.Caller.bargesIn;
import static dev.parley.system.Caller.hangsUp;
import static dev.parley.system.Caller.isSilentFor;
import static dev.parley.system.Caller.makesNoiseFor;
import static dev.parley.system.Caller.says;
import static dev.parley.system.Caller.saysMeanwhile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interruption: what stops, and what the agent believes was heard. All callers call at once; each test looks at some. */
@Isolated("hears in real time, for which a machine is too slow that does more than carry these few calls")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BargeInIT {
    private static final String LONG_ANSWER =
            "Please tell me everything about your firm, where you are and when you open.";

    private final Map<String, Caller> onLines = new HashMap<>();
    private Caller stopsALongAnswer;
    private Caller onANoisyLine;
    private Caller hasMoreToSay;

    @BeforeAll
    void allCall() {
        for (var line : List.of("0,0", "80,0", "200,0", "80,40")) {
            var delays = line.split(",");
            onLines.put(
                    line,
                    Caller.callsWith(
                            Caller.RECEPTION,
                            "'sampleRate':16000,'ear':'tone','downlinkMs':" + delays[0] + ",'jitterMs':" + delays[1],
                            bargesIn("Wait, when are you open on Saturday?", 4),
                            hangsUp()));
        }
        stopsALongAnswer =
                Caller.calls(Caller.RECEPTION, says(LONG_ANSWER), bargesIn("Stop, thank you.", 3), hangsUp());
        onANoisyLine = Caller.calls(
                Caller.RECEPTION,
                makesNoiseFor(600, 3),
                saysMeanwhile("mhm", 3),
                saysMeanwhile("okay", 3),
                isSilentFor(4_000),
                hangsUp());
        hasMoreToSay = Caller.calls(
                Caller.RECEPTION,
                says("That is all, thank you, goodbye."),
                bargesIn("Wait, when are you open on Monday?", 2),
                hangsUp());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,0", "80,0", "200,0", "80,40"})
    void historyKeepsWhatWasHeardToWithinOneWord(String downlinkAndJitterMs) {
        var caller = onLines.get(downlinkAndJitterMs);

        var view = caller.untilEnded(Duration.ofSeconds(90));

        var cut = view.get("heard").get(0);
        assertThat(cut.get("cutAfterWord").isNull()).as(view.toString()).isFalse();
        var remembered = greetingAsRemembered(caller.asParleySeesIt());
        assertThat(words(remembered))
                .as(
                        "words of the greeting that Parley believes were heard, at %s ms: ear %s, Parley '%s'",
                        downlinkAndJitterMs, cut, remembered)
                .isBetween(
                        cut.get("cutAfterWord").asInt() - 1,
                        cut.get("cutAfterWord").asInt() + 1);
    }

    @Test
    void theModelsStreamIsClosedSoThatTheServiceStopsGenerating() {
        var view = stopsALongAnswer.untilEnded(Duration.ofSeconds(90));

        assertThat(view.get("stopMessages").asInt()).as(view.toString()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void neitherNoiseNorABackchannelTakesTheWordFromTheAgent() {
        var view = onANoisyLine.untilEnded(Duration.ofSeconds(90));

        var greeting = "Good day, this is Lindqvist and Moor, architects."
                + " You are speaking with Ava at the reception desk. How can I help you?";
        var heard = Caller.heardWithoutStammer(view);
        assertThat(Caller.missed(greeting, heard)).as("words missed: %s", view).isZero();
        assertThat(words(heard)).as(view.toString()).isLessThanOrEqualTo(words(greeting));
        var told = onANoisyLine.asParleySeesIt().get("transcript");
        assertThat(told.findValuesAsText("speaker"))
                .as(told.toString())
                .isNotEmpty()
                .allMatch("agent"::equalsIgnoreCase);
        assertThat(told.get(0).get("text").asText()).endsWith("How can I help you?");
    }

    @Test
    void aCallerWhoHasMoreToSayDuringTheFarewellIsAnswered() {
        var view = hasMoreToSay.untilEnded(Duration.ofSeconds(90));

        assertThat(view.get("endedBy").asText()).as(view.toString()).isEqualTo("caller");
        var farewell = sentenceHeard(view, "Thank");
        assertThat(farewell.get("cutAfterWord").isNull()).as(view.toString()).isFalse();
        int heard = farewell.get("cutAfterWord").asInt();
        assertThat(Caller.allHeard(view)).doesNotContain("Goodbye");
        var call = hasMoreToSay.asParleySeesIt();
        assertThat(call.get("transcript").findValuesAsText("speaker"))
                .as(call.toString())
                .extracting(String::toLowerCase)
                .containsExactly("agent", "caller", "agent", "caller", "agent");
        var told = call.get("transcript").findValuesAsText("text");
        assertThat(told.get(3)).startsWith("Wait,").endsWith("Monday?");
        assertThat("Thank you for calling. Goodbye!").startsWith(told.get(2));
        assertThat(words(told.get(2)))
                .as("words of the farewell that Parley believes were heard: ear %s, Parley '%s'", farewell, told.get(2))
                .isBetween(heard - 1, heard + 1);
        assertThat(told.get(4)).contains("Monday");
        assertThat(Caller.missed(told.get(4), Caller.allHeard(view)))
                .as(view.toString())
                .isZero();
    }

    private static JsonNode sentenceHeard(JsonNode view, String begin) {
        for (var sentence : view.get("heard")) {
            if (sentence.get("text").asText().startsWith(begin)) {
                return sentence;
            }
        }
        throw new AssertionError("nothing heard begins with " + begin + ": " + view);
    }

    private static String greetingAsRemembered(JsonNode call) {
        return call.get("transcript").findValuesAsText("text").getFirst();
    }

    private static int words(String text) {
        return (int) Arrays.stream(text.split("\\s+"))
                .filter(word -> !word.isBlank())
                .count();
    }
}
