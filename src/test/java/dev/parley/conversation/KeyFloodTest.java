package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Hundreds of keys a second, as a broken exchange or a fax sends them. */
class KeyFloodTest {
    private final Dialogue dialogue = Dialogue.begun();

    @Test
    void aFloodIsOneEntryHoweverLongItLasts() {
        flood("5", Duration.ofSeconds(20));

        dialogue.modelWasAsked(1)
                .modelWasTold("agent: " + Dialogue.GREETING, "caller: [keys pressed: " + "5".repeat(32) + "]")
                .stillRuns();
    }

    @Test
    void aFloodOfEntriesAsksTheModelAFewTimesAndThenNotAtAll() {
        flood("5#", Duration.ofSeconds(20));

        assertThat(dialogue.engine.asked.size()).isLessThanOrEqualTo(Keypad.MOST / 2);
        dialogue.stillRuns();
    }

    @Test
    void theAnswerIsHeardInTheMiddleOfTheFlood() {
        flood("5", Duration.ofMillis(500));
        dialogue.modelAnswers("That were too many keys.");
        int frames = dialogue.line.played.size();

        flood("5", Duration.ofSeconds(4));

        assertThat(dialogue.line.played.size()).isGreaterThan(frames);
        assertThat(dialogue.transcript()).last().isEqualTo("agent: That were too many keys.");
    }

    @Test
    void onceTheKeypadIsLeftAloneItWorksAgain() {
        flood("5", Duration.ofMillis(500));
        dialogue.modelAnswers("Too many.");
        flood("5", Duration.ofSeconds(4));
        dialogue.after(Deadline.KEYS.usual());

        dialogue.presses("12#").modelWasAsked(2);
        assertThat(dialogue.transcript()).last().isEqualTo("caller: [keys pressed: 12]");
    }

    @Test
    void whoeverTypesALongNumberFastIsHeardWhole() {
        for (var key : "00441632960961#".split("")) {
            dialogue.presses(key).after(Duration.ofMillis(80));
        }

        assertThat(dialogue.transcript()).last().isEqualTo("caller: [keys pressed: 00441632960961]");
    }

    private void flood(String keys, Duration lasts) {
        for (long ms = 0; ms < lasts.toMillis(); ms += 5) {
            dialogue.presses(keys).after(Duration.ofMillis(5));
        }
    }
}
