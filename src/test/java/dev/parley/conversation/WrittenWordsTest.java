package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What callers write, and how they stop the agent by hand. */
class WrittenWordsTest {
    private static final String LONG = "We are open from nine to five on all days but Sunday.";

    private final Dialogue dialogue = Dialogue.begun();

    @Test
    void whatIsWrittenIsAnsweredOnceAnAnswerIsWanted() {
        dialogue.conversation.noted("When are you open?");
        dialogue.modelWasAsked(0);

        dialogue.conversation.prompted();
        dialogue.modelWasAsked(1)
                .modelWasTold("agent: " + Dialogue.GREETING, "caller: When are you open?")
                .modelAnswers("At nine.")
                .after(Duration.ofSeconds(3))
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: When are you open?", "agent: At nine.");
    }

    @Test
    void itInterruptsTheAgent() {
        dialogue.callerSays("When are you open?").modelAnswers(LONG).after(Duration.ofSeconds(1));

        dialogue.conversation.noted("And on Sunday?");
        dialogue.conversation.prompted();

        assertThat(dialogue.line.cuts).isNotEmpty();
        dialogue.modelWasAsked(2).modelAnswers("Closed.").after(Duration.ofSeconds(3));
        assertThat(dialogue.transcript()).last().isEqualTo("agent: Closed.");
        assertThat(dialogue.transcript().get(2)).endsWith("[cut]");
    }

    @Test
    void aPictureIsNotTakenWhereTheModelCannotSee() {
        assertThat(dialogue.conversation.shown("data:image/png;base64,AAAA")).isFalse();
        dialogue.conversation.prompted();

        dialogue.modelWasTold("agent: " + Dialogue.GREETING);
    }

    @Test
    void itWaitsWhereTheAgentMayNotBeInterruptedAndIsAnsweredThen() {
        var uninterruptible = Dialogue.begins(TestPersonas.persona(Optional.of(LONG), false, 2));
        uninterruptible.after(Duration.ofSeconds(1));

        uninterruptible.conversation.noted("Hello?");
        uninterruptible.conversation.prompted();

        assertThat(uninterruptible.line.cuts).isEmpty();
        uninterruptible.modelWasAsked(0).after(Duration.ofSeconds(6)).modelWasAsked(1);
    }

    @Test
    void whatIsOnlyNotedCountsWithWhatIsSaidNext() {
        dialogue.conversation.noted("I am at the door.");
        dialogue.callerSays("Can you see me?");

        dialogue.modelWasTold("agent: " + Dialogue.GREETING, "caller: I am at the door. Can you see me?");
    }

    @Test
    void wantingAnAnswerWithoutAWordMakesTheAgentGoOnButDoesNotInterruptIt() {
        dialogue.conversation.prompted();
        dialogue.modelWasAsked(1).modelAnswers(LONG).after(Duration.ofSeconds(1));

        dialogue.conversation.prompted();

        assertThat(dialogue.line.cuts).isEmpty();
        dialogue.modelWasAsked(1).stillRuns();
    }

    @Test
    void theAgentIsStoppedByHandAndHistoryKeepsWhatWasHeard() {
        dialogue.callerSays("When are you open?").modelAnswers(LONG).after(Duration.ofSeconds(1));

        dialogue.conversation.stopped();

        assertThat(dialogue.transcript())
                .last()
                .asString()
                .startsWith("agent: We")
                .endsWith("[cut]");
        dialogue.modelWasAsked(1).after(Duration.ofSeconds(1)).stillRuns();
        assertThat(dialogue.conversation.turns().getLast().how()).isEqualTo("cut");
    }

    @Test
    void aFloodOfNotesIsBounded() {
        for (int i = 0; i < 20; i++) {
            dialogue.conversation.noted("x".repeat(1_000));
        }
        dialogue.conversation.prompted();

        var told = Dialogue.written(dialogue.engine.asked.getLast().history().getLast());
        assertThat(told.length()).isBetween(7_000, 8_100);
    }
}
