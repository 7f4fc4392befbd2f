package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailureTest {
    private static final String APOLOGY = "Sorry, that went wrong.";

    private static Dialogue asked() {
        return Dialogue.begun().callerSays("When are you open?");
    }

    @Test
    void aModelThatFailsForTheMomentIsAskedOnceMore() {
        asked().modelFails(true)
                .modelWasAsked(2)
                .modelAnswers("Nine to five.")
                .after(Duration.ofSeconds(2))
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: When are you open?", "agent: Nine to five.");
    }

    @Test
    void aSentenceIsSaidWhileAModelIsAskedOnceMoreAndIsSlow() {
        asked().modelFails(true)
                .after(Duration.ofMillis(2_200))
                .modelAnswers("Nine to five.")
                .after(Duration.ofSeconds(2))
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: One moment, please. Nine to five.");
    }

    @Test
    void aModelThatIsAskedElsewhereIsBridgedTooAndItsFailureIsStillApologisedFor() {
        var dialogue = asked();
        dialogue.engine.tell(new EngineEvent.AnswerDelayed(dialogue.thinking()));
        dialogue.after(Duration.ofMillis(1_500)).modelFails(false).after(Duration.ofSeconds(3));
        assertThat(dialogue.transcript()).endsWith("agent: One moment, please. " + APOLOGY);
    }

    @Test
    void aModelThatFailsTwiceIsApologisedFor() {
        asked().modelFails(true)
                .modelFails(true)
                .modelWasAsked(2)
                .after(Duration.ofSeconds(3))
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: When are you open?", "agent: " + APOLOGY)
                .stillRuns()
                .callerSays("Again: when?")
                .modelAnswers("Nine to five.");
    }

    @Test
    void whomNobodyCanHearIsToldSoAndNotTakenForSilent() {
        var dialogue = Dialogue.begun();
        dialogue.engine.readyAfter = Duration.ofSeconds(60);
        dialogue.engine.tell(new EngineEvent.HearingLost("reset", true));

        dialogue.after(Dialogue.SILENCE.multipliedBy(2).plusSeconds(12)).endedBecause(Ending.FAILED);

        assertThat(dialogue.transcript())
                .endsWith("agent: Are you still there?", "agent: Sorry, that went wrong. Goodbye then.");
    }

    @Test
    void aVoiceThatStallsTwiceIsApologisedFor() {
        var dialogue = asked();
        dialogue.engine.stalling = 2;
        dialogue.modelAnswers("Nine to five.").after(Duration.ofSeconds(30));

        assertThat(dialogue.spoken()).contains(APOLOGY);
    }

    @Test
    void aModelThatStaysSilentIsApologisedFor() {
        var dialogue = asked().after(Duration.ofMillis(3_501)).modelWasAsked(1);
        assertThat(dialogue.spoken()).contains(APOLOGY);
        dialogue.after(Duration.ofSeconds(2));
        assertThat(dialogue.engine.isCancelled(new TurnId(1))).isTrue();
    }

    @Test
    void anAnswerThatBreaksOffIsApologisedForBehindWhatWasSaid() {
        asked().modelSays("We are open from nine. To")
                .modelFails(true)
                .modelWasAsked(1)
                .after(Duration.ofSeconds(5))
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: We are open from nine. " + APOLOGY);
    }

    @Test
    void anAnswerWithoutEndIsGivenUp() {
        var dialogue = asked().modelSays("We are open. Then");
        dialogue.after(Deadline.ANSWER.usual()).after(Duration.ofMillis(200));
        assertThat(dialogue.spoken()).contains(APOLOGY);
    }

    @Test
    void anEmptyAnswerIsAFailure() {
        asked().modelAnswers(" ")
                .modelWasAsked(2)
                .modelAnswers("")
                .modelWasAsked(2)
                .after(Duration.ofSeconds(3))
                .stillRuns();
    }

    @Test
    void threeFailedAnswersEndTheCallPolitely() {
        var dialogue = asked();
        for (int i = 0; i < 2; i++) {
            dialogue.modelFails(false).after(Duration.ofSeconds(3)).callerSays("And now?");
        }
        dialogue.modelFails(false).after(Duration.ofSeconds(5)).endedBecause(Ending.FAILED);
        assertThat(dialogue.transcript().getLast()).isEqualTo("agent: " + APOLOGY + " Goodbye then.");
    }

    @Test
    void aLostPieceIsSpokenOnceMore() {
        var dialogue = asked();
        dialogue.engine.failing = 1;
        dialogue.modelAnswers("Nine to five.").after(Duration.ofSeconds(3));
        assertThat(dialogue.transcript()).endsWith("agent: Nine to five.");
    }

    @Test
    void piecesLostTogetherAreSpokenAgainInOrder() {
        var dialogue = asked();
        dialogue.engine.failing = 2;
        dialogue.modelAnswers("Nine to five. Noon on Saturdays.").after(Duration.ofSeconds(5));
        assertThat(dialogue.transcript()).endsWith("agent: Nine to five. Noon on Saturdays.");
    }

    @Test
    void aPieceLostBeforeOneThatWasSpokenIsSkipped() {
        var dialogue = asked();
        dialogue.engine.failing = 1;
        dialogue.modelAnswers("Nine to five. Noon on Saturdays.").after(Duration.ofSeconds(5));
        assertThat(dialogue.transcript()).endsWith("agent: Noon on Saturdays. [cut]");
    }

    @Test
    void withoutAnySynthesisTheCallEndsByItself() {
        var dialogue = Dialogue.begins();
        dialogue.engine.failing = Integer.MAX_VALUE;
        dialogue.callerSays("Hello?")
                .modelAnswers("Hello.")
                .after(Duration.ofSeconds(30))
                .endedBecause(Ending.CALLER_SILENT);
    }

    @Test
    void aLineThatStopsSendingIsNoticedAndTheRestSaidAgain() {
        var dialogue = asked().modelAnswers("Nine to five.");
        dialogue.line.stuck = true;
        dialogue.after(Duration.ofMillis(500));
        dialogue.line.stuck = false;
        dialogue.after(Duration.ofSeconds(9));
        assertThat(dialogue.transcript()).endsWith("agent: Nine to five.");
    }

    @Test
    void aLostRecogniserListensAgain() {
        var dialogue = Dialogue.begun();
        dialogue.engine.tell(new EngineEvent.HearingLost("reset", true));
        dialogue.after(Duration.ofMillis(100)).callerSays("Are you open?").modelWasAsked(1);
        assertThat(dialogue.engine.listenedAgain).isEqualTo(1);
    }

    @Test
    void aRecogniserLostForGoodEndsTheCallPolitely() {
        var dialogue = Dialogue.begun();
        dialogue.engine.tell(new EngineEvent.HearingLost("wrong key", false));
        dialogue.after(Duration.ofSeconds(5)).endedBecause(Ending.FAILED);
        assertThat(dialogue.transcript()).endsWith("agent: " + APOLOGY + " Goodbye then.");
    }

    @Test
    void aRecogniserLostAgainAndAgainIsGivenUp() {
        var dialogue = Dialogue.begun();
        for (int i = 0; i < 5; i++) {
            dialogue.engine.tell(new EngineEvent.HearingLost("reset", true));
            dialogue.after(Duration.ofMillis(3_001));
        }
        dialogue.after(Duration.ofSeconds(5)).endedBecause(Ending.FAILED);
    }

    @Test
    void aVoiceThatIsGoneForGoodEndsTheCall() {
        var dialogue = asked();
        dialogue.engine.failing = Integer.MAX_VALUE;
        for (int i = 0; i < 2; i++) {
            dialogue.modelAnswers("Nine to five.").after(Duration.ofSeconds(3)).stillRuns();
            dialogue.callerSays("And now?");
        }
        dialogue.modelAnswers("Nine to five.").after(Duration.ofSeconds(3)).endedBecause(Ending.FAILED);
        assertThat(dialogue.spoken()).endsWith(APOLOGY, "Goodbye then.");
    }

    @Test
    void aVoiceThatCanSayNothingButItsApologyEndsTheCallToo() {
        var dialogue = asked();
        for (int i = 0; i < 2; i++) {
            dialogue.engine.failing = 2; // the sentence, and once more
            dialogue.modelAnswers("Nine to five.").after(Duration.ofSeconds(3)).stillRuns();
            assertThat(dialogue.transcript()).endsWith("agent: " + APOLOGY);
            dialogue.callerSays("And now?");
        }
        dialogue.engine.failing = 2;
        dialogue.modelAnswers("Nine to five.").after(Duration.ofSeconds(4)).endedBecause(Ending.FAILED);
        assertThat(dialogue.transcript()).endsWith("agent: " + APOLOGY + " Goodbye then.");
    }
}
