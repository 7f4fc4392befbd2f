package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A caller whom nobody here can help is handed to a person, where the persona says to whom. */
class TransferTest {
    private static final String PERSON = "+15550100099";
    private static final String APOLOGY = "agent: Sorry, that went wrong.";
    private static final String GOODBYE = "agent: Goodbye then.";

    private static Dialogue begun() {
        var turns = new Persona.TurnPolicy(Duration.ofMillis(500), 2, true);
        return Dialogue.begins(TestPersonas.persona(Optional.of(Dialogue.GREETING), turns, Optional.of(PERSON)))
                .after(Duration.ofSeconds(3));
    }

    /** The apology was heard and the transfer is under way. */
    private static Dialogue deaf() {
        var dialogue = begun();
        dialogue.engine.tell(new EngineEvent.HearingLost("wrong key", false));
        assertThat(dialogue.transfers)
                .as("transferred before the apology was heard")
                .isEmpty();
        dialogue.after(Duration.ofSeconds(3)).stillRuns();
        assertThat(dialogue.transfers).containsExactly(PERSON);
        assertThat(dialogue.transcript()).endsWith(APOLOGY);
        return dialogue;
    }

    @Test
    void anApologyIsHeardAndThenTheCallIsTransferred() {
        var dialogue = deaf();

        dialogue.conversation.end(Ending.TRANSFERRED, "transferred");

        dialogue.endedBecause(Ending.TRANSFERRED).nothingIsLeft();
        assertThat(dialogue.transcript()).endsWith(APOLOGY);
    }

    @Test
    void whoeverAsksForAnAnswerWhileItRingsGetsNone() {
        var dialogue = deaf();

        dialogue.conversation.prompted();
        dialogue.conversation.noted("And now?");
        dialogue.conversation.prompted();

        assertThat(dialogue.engine.thinking()).isEmpty();
    }

    @Test
    void whatWasHalfEnteredBeforeIsForgotten() {
        var dialogue = begun();
        dialogue.engine.tell(new EngineEvent.HearingLost("wrong key", false));
        dialogue.after(Duration.ofMillis(600)).presses("1").after(Duration.ofMillis(1_900));
        assertThat(dialogue.transfers).containsExactly(PERSON);

        assertThat(dialogue.conversation.describe()).doesNotContain("caller speaking");
        dialogue.conversation.transferFailed();

        dialogue.after(Duration.ofSeconds(3)).endedBecause(Ending.FAILED);
    }

    @Test
    void threeFailedAnswersTransferTheCall() {
        var dialogue = begun().callerSays("When are you open?");
        for (int i = 0; i < 2; i++) {
            dialogue.modelFails(false).after(Duration.ofSeconds(3)).callerSays("And now?");
        }
        dialogue.modelFails(false).after(Duration.ofSeconds(3)).stillRuns();

        assertThat(dialogue.transfers).containsExactly(PERSON);
        assertThat(dialogue.transcript()).endsWith(APOLOGY);
    }

    @Test
    void whenNobodyTakesTheCallItEndsWithAGoodbye() {
        var dialogue = deaf();

        dialogue.conversation.transferFailed();

        dialogue.after(Duration.ofSeconds(3)).endedBecause(Ending.FAILED).nothingIsLeft();
        assertThat(dialogue.transcript()).endsWith(GOODBYE);
        assertThat(dialogue.transfers).hasSize(1);
    }

    @Test
    void aTransferThatIsNotAnsweredIsGivenUp() {
        var dialogue = deaf().after(Duration.ofMillis(14_000)).stillRuns();
        assertThat(dialogue.transcript()).endsWith(APOLOGY);

        dialogue.after(Duration.ofSeconds(4)).endedBecause(Ending.FAILED);
        assertThat(dialogue.transcript()).endsWith(GOODBYE);
    }

    @Test
    void aTransferThatSucceedsAtLastCutsTheGoodbye() {
        var dialogue = deaf();
        while (!dialogue.spoken().contains("Goodbye then.")) {
            dialogue.after(Duration.ofMillis(50)).stillRuns();
        }

        dialogue.conversation.end(Ending.TRANSFERRED, "transferred");

        dialogue.endedBecause(Ending.TRANSFERRED);
    }

    @Test
    void whatTheCallerSaysMeanwhileIsForSomebodyElse() {
        var dialogue = deaf().callerSays("Hello? Are you still there?").presses("1#");

        dialogue.after(Duration.ofSeconds(10)).stillRuns();

        assertThat(dialogue.engine.thinking()).isEmpty();
        assertThat(dialogue.transcript()).endsWith(APOLOGY);
    }

    @Test
    void whatIsLostMeanwhileIsNotMissed() {
        var dialogue = deaf();
        dialogue.engine.tell(new EngineEvent.HearingLost("reset", true));
        dialogue.engine.tell(new EngineEvent.HearingLost("wrong key", false));
        dialogue.after(Duration.ofSeconds(10)).stillRuns();
        assertThat(dialogue.engine.listenedAgain).isZero();

        dialogue.conversation.transferFailed();

        dialogue.after(Duration.ofSeconds(3)).endedBecause(Ending.FAILED);
        assertThat(dialogue.transcript()).endsWith(APOLOGY, GOODBYE);
    }

    @Test
    void aCallerWhoHangsUpMeanwhileIsGone() {
        var dialogue = deaf();

        dialogue.conversation.end("hung up");

        dialogue.endedBecause(Ending.CALLER_HUNG_UP).nothingIsLeft();
    }

    @Test
    void aGoodbyeThatIsNoFailureTransfersNobody() {
        var dialogue = begun();

        dialogue.after(Duration.ofSeconds(30)).endedBecause(Ending.CALLER_SILENT);

        assertThat(dialogue.transfers).isEmpty();
    }
}
