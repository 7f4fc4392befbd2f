package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A call whose media socket comes back on another node. */
class GoesOnElsewhereTest {
    private static final Duration A_WHILE = Duration.ofSeconds(3);

    private static Dialogue dropped(Dialogue dialogue) {
        dialogue.line.close("reset");
        dialogue.conversation.detached(dialogue.line, "reset");
        return dialogue.goesOnElsewhere();
    }

    @Test
    void itDoesNotGreetAgainAndKnowsWhatWasSaid() {
        var first = Dialogue.begun()
                .callerSays("When are you open?")
                .modelAnswers("Nine to five.")
                .after(A_WHILE);

        var second = dropped(first).after(A_WHILE);

        assertThat(second.spoken()).isEmpty();
        second.callerSays("And on Sundays?")
                .modelWasTold(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: Nine to five.",
                        "caller: And on Sundays?")
                .modelAnswers("We are closed.")
                .after(A_WHILE)
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: Nine to five.",
                        "caller: And on Sundays?",
                        "agent: We are closed.");
    }

    @Test
    void anUnansweredQuestionIsAnswered() {
        var first = Dialogue.begun().callerSays("When are you open?");

        var second = dropped(first);

        second.modelWasTold("agent: " + Dialogue.GREETING, "caller: When are you open?")
                .modelAnswers("Nine to five.")
                .after(A_WHILE)
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: When are you open?", "agent: Nine to five.");
    }

    @Test
    void whatWasBeingSaidIsSaidToItsEndAndNothingOfItTwice() {
        var first = Dialogue.begins().after(Duration.ofMillis(1_250));

        var second = dropped(first).after(A_WHILE);

        assertThat(second.transcript().getFirst()).startsWith("agent: Hello, how");
        assertThat(String.join(" ", second.transcript()).replace("agent: ", "").replace(" [cut]", ""))
                .isEqualTo(Dialogue.GREETING);
        second.modelWasAsked(0);
    }

    @Test
    void aToolThatRanIsNotRunAgain() {
        var first = Dialogue.begun()
                .callerSays("A table for two, please.")
                .modelWants("find_table")
                .toolAnswers("find_table", "{\"table\":4}");

        var second = dropped(first);

        second.modelWasTold(
                "agent: " + Dialogue.GREETING,
                "caller: A table for two, please.",
                "agent:  -> find_table",
                "tool: {\"table\":4}");
        assertThat(second.tools.running).isEmpty();
    }

    @Test
    void turnsAndTimeGoOn() {
        var first = Dialogue.begun().callerSays("Hello?").modelAnswers("Hello.").after(A_WHILE);

        var second = dropped(first).callerSays("Are you there?");

        assertThat(second.thinking()).isEqualTo(new TurnId(2));
        assertThat(second.conversation.transcript().getLast().offsetMs())
                .isGreaterThan(first.conversation.transcript().getLast().offsetMs());
    }

    @Test
    void itStillAsksACallerWhoSaysNothing() {
        var second = dropped(Dialogue.begun()).after(Dialogue.SILENCE).after(A_WHILE);

        assertThat(second.spoken()).containsExactly("Are you still there?");
    }

    @Test
    void aCallOfWhichNothingWasHeardIsGreetedOnce() {
        var first = Dialogue.begins();

        dropped(first).after(A_WHILE).transcriptIs("agent: " + Dialogue.GREETING);
    }

    @Test
    void theNodeThatHadItGivesItUp() {
        var first = Dialogue.begun().callerSays("When are you open?");

        first.takenOver.run();

        first.endedBecause(Ending.TAKEN_OVER);
    }
}
