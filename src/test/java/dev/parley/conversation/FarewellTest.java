package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A caller who has something to say while the agent says goodbye is heard. */
class FarewellTest {
    private static final String GREETED = "agent: " + Dialogue.GREETING;

    private static Dialogue sayingGoodbye() {
        return Dialogue.begun()
                .callerSays("That was all.")
                .modelWants("end_call")
                .toolAnswers("end_call", "ok")
                .modelAnswers("Goodbye and thank you.")
                .after(Duration.ofMillis(500));
    }

    @Test
    void wordsCallOffTheFarewell() {
        sayingGoodbye()
                .callerBegins("wait one")
                .callerEnds("Wait, one more thing.")
                .modelAnswers("Of course.")
                .after(Duration.ofSeconds(3))
                .stillRuns()
                .transcriptIs(
                        GREETED,
                        "caller: That was all.",
                        "agent: Goodbye [cut]",
                        "caller: Wait, one more thing.",
                        "agent: Of course.");
    }

    @Test
    void theFarewellOfASilentCallerIsCalledOffToo() {
        Dialogue.begun()
                .after(Dialogue.SILENCE)
                .after(Dialogue.SILENCE.plusMillis(400))
                .callerSays("I am here, sorry.")
                .modelAnswers("Good.")
                .after(Duration.ofSeconds(2))
                .stillRuns();
    }

    @Test
    void aKeyCallsItOff() {
        sayingGoodbye()
                .presses("1#")
                .modelAnswers("Yes?")
                .after(Duration.ofSeconds(2))
                .stillRuns();
    }

    @Test
    void aFarewellThatIsReturnedGoesOn() {
        sayingGoodbye()
                .callerSays("Thank you, bye.")
                .after(Duration.ofSeconds(2))
                .endedBecause(Ending.AGENT_SAID_GOODBYE);
    }

    @Test
    void aCallerWhoIsInTheMiddleOfAWordIsHeardOut() {
        sayingGoodbye()
                .after(Duration.ofMillis(600))
                .callerBegins("wait")
                .after(Duration.ofMillis(800))
                .stillRuns()
                .callerEnds("Wait.")
                .modelAnswers("Yes?")
                .after(Duration.ofSeconds(2))
                .stillRuns();
    }

    @Test
    void theCallEndsWhenNothingCameOfIt() {
        sayingGoodbye()
                .after(Duration.ofMillis(600))
                .callerBegins("wait")
                .after(Duration.ofMillis(800))
                .soundWasNoSpeech()
                .endedBecause(Ending.AGENT_SAID_GOODBYE);
    }

    @Test
    void whoseTimeIsUpHearsGoodbyeFirst() {
        var dialogue = Dialogue.begun().callerSays("And then?").modelSays("Then there was");

        dialogue.conversation.sayGoodbye(Ending.TOO_LONG);

        dialogue.after(Duration.ofSeconds(5)).endedBecause(Ending.TOO_LONG);
        assertThat(dialogue.spoken()).contains("Our time is up.");
    }

    @Test
    void aCallThatIsTooLongEndsWhateverIsSaid() {
        var dialogue = Dialogue.begun();
        for (int i = 0; i < 130 && !dialogue.spoken().contains("Our time is up."); i++) {
            dialogue.callerSays("And then?").modelAnswers("Then nothing.").after(Duration.ofSeconds(5));
            dialogue.after(Duration.ofMillis(0));
        }
        dialogue.callerSays("But I have more to say.")
                .after(Duration.ofSeconds(5))
                .endedBecause(Ending.TOO_LONG);
    }
}
