package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final String GREETED = "agent: " + Dialogue.GREETING;

    @Test
    void aSilentCallerIsAskedThenLeftPolitely() {
        Dialogue.begun()
                .after(Dialogue.SILENCE)
                .after(Duration.ofSeconds(2))
                .transcriptIs(GREETED, "agent: Are you still there?")
                .after(Dialogue.SILENCE)
                .after(Duration.ofSeconds(2))
                .transcriptIs(GREETED, "agent: Are you still there?", "agent: Goodbye then.")
                .endedBecause(Ending.CALLER_SILENT);
    }

    @Test
    void whoSpeaksAgainIsAskedAgainLater() {
        Dialogue.begun()
                .after(Dialogue.SILENCE)
                .after(Duration.ofSeconds(2))
                .callerSays("Yes, I am here.")
                .modelAnswers("Good.")
                .after(Duration.ofSeconds(1))
                .after(Dialogue.SILENCE)
                .after(Duration.ofSeconds(1))
                .stillRuns()
                .transcriptIs(
                        GREETED,
                        "agent: Are you still there?",
                        "caller: Yes, I am here.",
                        "agent: Good.",
                        "agent: Are you still there?");
    }

    @Test
    void theSilenceCountsFromTheLastWordHeard() {
        Dialogue.begins()
                .after(Dialogue.SILENCE)
                .after(Duration.ofMillis(1_000))
                .transcriptIs(GREETED);
    }

    @Test
    void noiseThatIsNoSpeechDoesNotKeepTheCallForEver() {
        var dialogue = Dialogue.begun();
        for (int i = 0; i < 12; i++) {
            dialogue.soundWasNoSpeech().after(Duration.ofSeconds(3));
        }
        dialogue.endedBecause(Ending.CALLER_SILENT);
    }

    @Test
    void soundsBeforeTheCallerSpokeDoNotCountAgainstTheNextSilence() {
        var dialogue = Dialogue.begun().after(Duration.ofMillis(5_800));
        for (int i = 0; i < 2; i++) {
            dialogue.soundBegins().after(Duration.ofMillis(1_500));
        }
        dialogue.callerSays("I am here.").modelAnswers("Good.").after(Duration.ofMillis(600));
        dialogue.after(Dialogue.SILENCE.minusMillis(300)).soundBegins().after(Duration.ofMillis(800));

        assertThat(dialogue.spoken()).as("while the caller begins to speak").doesNotContain("Are you still there?");
    }

    @Test
    void musicDoesNotKeepTheCallForEver() {
        var dialogue = Dialogue.begun();
        for (int i = 0; i < 60 && dialogue.endings.isEmpty(); i++) {
            dialogue.engine.tell(new EngineEvent.SpeechStarted(i * 500));
            dialogue.voiceBegins().after(Duration.ofMillis(300)).voiceEnds().after(Duration.ofMillis(200));
        }
        dialogue.endedBecause(Ending.CALLER_SILENT);
    }

    @Test
    void aCallThatIsTooLongEndsWithItsGoodbye() {
        var dialogue = Dialogue.begun();
        while (dialogue.clock.nanos() < Duration.ofSeconds(598).toNanos()) {
            dialogue.after(Duration.ofSeconds(4)).callerSays("Go on.").modelAnswers("I do.");
        }
        dialogue.after(Duration.ofSeconds(10)).endedBecause(Ending.TOO_LONG);
        assertThat(dialogue.transcript().getLast()).isEqualTo("agent: Our time is up.");
    }
}
