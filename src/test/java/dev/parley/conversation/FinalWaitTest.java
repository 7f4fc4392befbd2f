package dev.parley.conversation;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A persona that does not wait long for the final transcript. */
class FinalWaitTest {
    private static final Duration WAIT = Duration.ofMillis(800);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final Dialogue dialogue = Dialogue.begins(TestPersonas.waitsForFinals(WAIT));

    FinalWaitTest() {
        dialogue.after(Duration.ofSeconds(3));
    }

    @Test
    void whatWasHeardIsAnsweredWhenItIsOver() {
        dialogue.voiceBegins()
                .callerBegins("when are you open")
                .voiceEnds()
                .modelAnswers("At nine.")
                .after(WAIT.minus(A_MOMENT))
                .transcriptIs("agent: " + Dialogue.GREETING)
                .after(A_MOMENT.plus(Duration.ofSeconds(2)))
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: when are you open", "agent: At nine.");
    }

    @Test
    void itBeginsWithTheEndOfTheVoiceHoweverLateTheWordsCome() {
        dialogue.voiceBegins()
                .voiceEnds()
                .after(Duration.ofMillis(350))
                .callerBegins("when are you open")
                .after(Duration.ofMillis(449))
                .transcriptIs("agent: " + Dialogue.GREETING)
                .after(A_MOMENT)
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: when are you open");
    }

    @Test
    void wordsThatComeLaterStillMayChangeFirst() {
        dialogue.voiceBegins()
                .voiceEnds()
                .after(WAIT)
                .callerBegins("when are")
                .after(Deadline.STABLE.usual().minus(A_MOMENT))
                .transcriptIs("agent: " + Dialogue.GREETING);
        dialogue.engine.tell(new EngineEvent.PartialHeard("when are you open", 100, 700));
        dialogue.after(Deadline.STABLE.usual().minus(A_MOMENT))
                .transcriptIs("agent: " + Dialogue.GREETING)
                .after(A_MOMENT)
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: when are you open");
    }

    @Test
    void aVoiceThatEndedLongBeforeTheseWordsDoesNotShortenTheWaitForTheirs() {
        dialogue.voiceBegins().voiceEnds().after(Duration.ofSeconds(5));
        dialogue.engine.tell(new EngineEvent.PartialHeard("when are you", 5_000, 5_600));

        dialogue.after(WAIT.minus(A_MOMENT))
                .transcriptIs("agent: " + Dialogue.GREETING)
                .after(A_MOMENT)
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: when are you");
    }

    @Test
    void whoGoesOnBehindWordsTakenForAllPausedSinceThenAndNotSinceTheLastFinal() {
        dialogue.callerSays("I want a lamp.").modelAnswers("Which one?").after(Duration.ofSeconds(3));
        dialogue.engine.tell(new EngineEvent.PartialHeard("the red one", 60_000, 61_000));
        dialogue.after(WAIT).modelWasAsked(2);

        dialogue.engine.tell(new EngineEvent.PartialHeard("with the", 61_900, 62_400));
        dialogue.engine.tell(new EngineEvent.UtteranceHeard("With the", 61_900, 62_500));

        dialogue.after(Duration.ofMillis(899)).modelWasAsked(2).after(A_MOMENT).modelWasAsked(3);
    }

    @Test
    void wordsThatAskForMoreAreWaitedForAsUsual() {
        dialogue.voiceBegins()
                .callerBegins("when would you like my")
                .voiceEnds()
                .after(Deadline.FINAL.usual().minus(A_MOMENT))
                .transcriptIs("agent: " + Dialogue.GREETING)
                .after(A_MOMENT)
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: when would you like my");
    }
}
