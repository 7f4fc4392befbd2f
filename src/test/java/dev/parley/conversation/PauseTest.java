package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Persona.InterruptionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A voice that lasts makes the agent hold its tongue; then it goes on where it was stopped, or is cut. */
class PauseTest {
    private static final String LONG = "We are open from nine to five on weekdays. On Saturdays we close at noon.";
    private static final String ASKED = "caller: When are you open?";
    private static final Duration LASTS = Duration.ofMillis(250);

    private static Dialogue answering() {
        return Dialogue.begun()
                .callerSays("When are you open?")
                .modelAnswers(LONG)
                .after(Duration.ofMillis(1_200));
    }

    private static Dialogue pausing() {
        var dialogue = answering().voiceBegins().after(LASTS);
        assertThat(dialogue.line.pauses).isOne();
        return dialogue;
    }

    @Test
    void playbackStopsOnceAVoiceLasts() {
        var dialogue = answering().voiceBegins().after(LASTS.minusMillis(1));
        assertThat(dialogue.line.pauses).isZero();
        int frames = dialogue.after(Duration.ofMillis(1)).line.played.size();
        assertThat(dialogue.line.pauses).isOne();
        dialogue.after(Duration.ofMillis(400));
        assertThat(dialogue.line.played).hasSize(frames);
        assertThat(dialogue.line.cuts).isEmpty();
    }

    @Test
    void aCoughIsTooShortToStopIt() {
        var dialogue = answering().voiceBegins().after(Duration.ofMillis(200)).voiceEnds();
        dialogue.after(Duration.ofSeconds(10)).transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: " + LONG);
        assertThat(dialogue.line.pauses).isZero();
    }

    @Test
    void itGoesOnSoonAfterTheVoiceEndedWithoutWords() {
        var dialogue = pausing().after(Duration.ofMillis(200)).voiceEnds();
        int frames = dialogue.line.played.size();
        dialogue.after(Duration.ofMillis(350));
        assertThat(dialogue.line.played.size()).isGreaterThan(frames);
        dialogue.after(Duration.ofSeconds(10))
                .modelWasAsked(1)
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: " + LONG);
        dialogue.callerHeardAllOnce(1);
    }

    @Test
    void itGoesOnAfterASecondWhenTheVoiceDoesNotEnd() {
        var dialogue = pausing();
        int frames = dialogue.line.played.size();
        dialogue.after(Duration.ofMillis(990));
        assertThat(dialogue.line.played).hasSize(frames);
        dialogue.after(Duration.ofMillis(20));
        assertThat(dialogue.line.played.size()).isGreaterThan(frames);
    }

    @Test
    void itGoesOnWhenTheRecogniserHeardNoWords() {
        var dialogue = pausing();
        int frames = dialogue.line.played.size();
        dialogue.soundWasNoSpeech().after(Duration.ofMillis(20));
        assertThat(dialogue.line.played.size()).isGreaterThan(frames);
    }

    @Test
    void wordsCutWhatWasPaused() {
        pausing()
                .callerBegins("only saturdays")
                .voiceEnds()
                .callerEnds("Only Saturdays, please.")
                .modelAnswers("Nine to noon.")
                .after(Duration.ofSeconds(2))
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        ASKED,
                        "agent: We are open from [cut]",
                        "caller: Only Saturdays, please.",
                        "agent: Nine to noon.");
    }

    @Test
    void aVoiceWhileTheAgentThinksHoldsBackItsFirstWords() {
        var dialogue = Dialogue.begun().callerSays("When are you open?");
        int frames = dialogue.line.played.size();
        dialogue.voiceBegins().after(LASTS).modelAnswers(LONG).after(Duration.ofMillis(500));
        assertThat(dialogue.line.played).hasSize(frames);

        dialogue.voiceEnds().after(Duration.ofMillis(350));
        assertThat(dialogue.line.played.size()).isGreaterThan(frames);
        dialogue.after(Duration.ofSeconds(10))
                .modelWasAsked(1)
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: " + LONG)
                .callerHeardAllOnce(0);
    }

    @Test
    void aVoiceThatLastsAndSaysNothingHoldsThemBackForASecond() {
        var dialogue = Dialogue.begun().callerSays("When are you open?").modelAnswers(LONG);
        int frames = dialogue.line.played.size();
        dialogue.voiceBegins().after(Duration.ofMillis(90));
        assertThat(dialogue.line.played).hasSize(frames);

        dialogue.after(LASTS.plusSeconds(1)).after(Duration.ofSeconds(10));

        dialogue.modelWasAsked(1)
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: " + LONG)
                .callerHeardAllOnce(1);
    }

    @Test
    void wordsBehindTheVoiceEndTheThoughtAndAreAnsweredWithTheQuestion() {
        var dialogue = Dialogue.begun().callerSays("When are you open?");
        int frames = dialogue.line.played.size();
        dialogue.voiceBegins().after(LASTS).modelAnswers(LONG).after(Duration.ofMillis(300));
        dialogue.callerBegins("on sundays").voiceEnds().callerEnds("On Sundays, I mean.");
        assertThat(dialogue.line.played).hasSize(frames);

        dialogue.modelWasTold("agent: " + Dialogue.GREETING, ASKED + " On Sundays, I mean.")
                .modelAnswers("We are closed.")
                .after(Duration.ofSeconds(2))
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED + " On Sundays, I mean.", "agent: We are closed.");
    }

    @Test
    void whereEveryVoiceCutsOneThatSaysNothingCostsNoThought() {
        var dialogue = thinkingOf(InterruptBy.ANY_SPEECH, true);
        int frames = dialogue.line.played.size();
        dialogue.voiceBegins().modelAnswers(LONG).after(Duration.ofMillis(900));
        assertThat(dialogue.line.played).hasSize(frames);
        assertThat(dialogue.line.cuts).isEmpty();
        dialogue.voiceEnds().after(Duration.ofSeconds(10)).modelWasAsked(1).callerHeardAllOnce(0);
    }

    @Test
    void whereAVoiceInterruptsNothingItHoldsBackNothing() {
        for (var dialogue : List.of(
                thinkingOf(InterruptBy.NEVER, true),
                thinkingOf(InterruptBy.KEYWORD, true),
                thinkingOf(InterruptBy.MIN_WORDS, false))) {
            int frames = dialogue.line.played.size();
            dialogue.voiceBegins().after(LASTS).modelAnswers(LONG).after(Duration.ofMillis(300));
            assertThat(dialogue.line.played.size()).isGreaterThan(frames);
        }
    }

    private static Dialogue thinkingOf(InterruptBy by, boolean resume) {
        var keywords = by == InterruptBy.KEYWORD ? List.of("stop") : List.<String>of();
        var policy = new InterruptionPolicy(by, 2, LASTS, keywords, Optional.empty(), resume, true);
        return Dialogue.begins(TestPersonas.persona(Optional.of("Hello."), policy))
                .after(Duration.ofSeconds(3))
                .callerSays("When are you open?");
    }

    @Test
    void aBackchannelDoesNeitherCutNorAskForAnAnswer() {
        pausing()
                .callerBegins("mhm")
                .after(Duration.ofMillis(200))
                .voiceEnds()
                .callerEnds("Mhm.")
                .after(Duration.ofSeconds(10))
                .modelWasAsked(1)
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: " + LONG)
                .callerHeardAllOnce(1);
    }

    @Test
    void aBackchannelWhoseFinalNeverComesIsForgotten() {
        Dialogue.begun()
                .callerSays("When are you open?")
                .modelAnswers("From nine to five.")
                .after(Duration.ofMillis(600))
                .callerBegins("okay")
                .after(Duration.ofSeconds(5))
                .modelWasAsked(1)
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: From nine to five.");
    }

    @Test
    void aBackchannelWhoseFinalComesAfterTheTurnIsForgotten() {
        Dialogue.begun()
                .callerSays("When are you open?")
                .modelAnswers("From nine to five.")
                .after(Duration.ofMillis(600))
                .callerBegins("okay")
                .after(Duration.ofSeconds(1))
                .callerEnds("Okay.")
                .after(Duration.ofSeconds(2))
                .modelWasAsked(1)
                .after(Dialogue.SILENCE)
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        ASKED,
                        "agent: From nine to five.",
                        "agent: Are you still there?");
    }

    @Test
    void yesToAQuestionThatIsStillBeingAskedIsItsAnswer() {
        Dialogue.begun()
                .callerSays("I want a table.")
                .modelAnswers("Shall I take the one by the window?")
                .after(Duration.ofMillis(1_500))
                .callerSays("Yes.")
                .modelWasAsked(1)
                .after(Duration.ofSeconds(3))
                .modelWasAsked(2)
                .modelWasTold(
                        "agent: " + Dialogue.GREETING,
                        "caller: I want a table.",
                        "agent: Shall I take the one by the window?",
                        "caller: Yes.");
    }

    @Test
    void yesLongBeforeTheQuestionIsNoAnswer() {
        Dialogue.begun()
                .callerSays("I want a table.")
                .modelAnswers("We have two of them left for tonight. Which one would you like?")
                .after(Duration.ofMillis(1_500))
                .callerSays("Yes.")
                .after(Duration.ofSeconds(7))
                .modelWasAsked(1);
    }

    @Test
    void aBackchannelThatBecomesASentenceCuts() {
        pausing().callerBegins("okay").partial("okay but on sundays").modelWasAsked(1);
    }

    @Test
    void aWordThatIsNoBackchannelKeepsThePauseUntilItsFinal() {
        var dialogue = pausing().callerBegins("stop").voiceEnds();
        int frames = dialogue.line.played.size();
        dialogue.after(Duration.ofMillis(1_500));
        assertThat(dialogue.line.played).hasSize(frames);
        dialogue.callerEnds("Stop.").modelWasAsked(2);
    }

    @Test
    void aWordThatIsWithdrawnLeavesNoTrace() {
        var dialogue = pausing().callerBegins("stop").voiceEnds();
        int frames = dialogue.line.played.size();

        dialogue.soundWasNoSpeech().after(Duration.ofMillis(20));

        assertThat(dialogue.line.played.size()).isGreaterThan(frames);
        dialogue.after(Duration.ofSeconds(10))
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: " + LONG)
                .callerHeardAllOnce(1)
                .callerSays("And on Sundays?")
                .modelWasTold("agent: " + Dialogue.GREETING, ASKED, "agent: " + LONG, "caller: And on Sundays?");
    }

    @Test
    void noPauseIsLongerThanItsDeadlineWhateverTheRecogniserDoes() {
        var dialogue = pausing();
        int frames = dialogue.line.played.size();
        for (int i = 0; i < 9; i++) {
            dialogue.callerBegins("stop").after(Duration.ofMillis(270));
        }
        assertThat(dialogue.line.played).hasSize(frames);
        dialogue.callerBegins("stop").after(Duration.ofMillis(100));
        assertThat(dialogue.line.played.size()).isGreaterThan(frames);
    }

    @Test
    void noiseThatGoesOnAndOnStopsItThreeTimesAtMost() {
        var dialogue = answering();
        for (int i = 0; i < 6; i++) {
            dialogue.voiceBegins().after(Duration.ofMillis(400)).voiceEnds().after(Duration.ofMillis(400));
        }
        assertThat(dialogue.line.pauses).isEqualTo(3);
        dialogue.after(Duration.ofSeconds(7))
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: " + LONG)
                .callerHeardAllOnce(3);
    }

    @Test
    void aLineThatLagsWhileTheAgentSpeaksIsWaitedFor() {
        var dialogue = Dialogue.begins().after(Duration.ofMillis(1_500));

        dialogue.conversation.lags(Duration.ofMillis(250));

        dialogue.after(Duration.ofSeconds(3)).transcriptIs("agent: " + Dialogue.GREETING);
    }

    @Test
    void aPauseInTheLastFrameEndsTheTurnAllTheSame() {
        var dialogue = Dialogue.begins().after(Duration.ofMillis(100 + 5 * 300 - 1));
        dialogue.voiceBegins().after(LASTS);
        dialogue.after(Dialogue.SILENCE.plusSeconds(3))
                .transcriptIs("agent: " + Dialogue.GREETING, "agent: Are you still there?");
    }

    @Test
    void whatIsSaidAfterAPauseAtAnyMomentIsHeardOnceAndWhole() {
        for (int delayMs : new int[] {0, 80, 200}) {
            for (boolean placed : new boolean[] {true, false}) {
                for (int atMs = 100; atMs < 3_400; atMs += 35) {
                    var dialogue = Dialogue.begins(
                            TestPersonas.persona(
                                    Optional.of("one two three four, five six. Seven eight nine ten."), true, 2),
                            Duration.ofMillis(delayMs));
                    dialogue.engine.placesWords = placed;
                    dialogue.after(Duration.ofMillis(atMs)).voiceBegins().after(LASTS);
                    dialogue.voiceEnds().after(Duration.ofSeconds(6));
                    assertThat(dialogue.transcript())
                            .as("delay %d, words placed %s, pause at %d ms", delayMs, placed, atMs)
                            .containsExactly("agent: one two three four, five six. Seven eight nine ten.");
                    // without boundaries words are taken to be equally long: it may be one more
                    dialogue.callerHeardAllOnce(placed ? dialogue.line.pauses : 2 * dialogue.line.pauses);
                }
            }
        }
    }

    @Test
    void aLineThatTakesOverDuringAPauseGoesOnWhereItWasStopped() {
        var dialogue = pausing();
        dialogue.lineTakesOver().after(Duration.ofMillis(100));
        assertThat(dialogue.line.played).isEmpty();
        dialogue.voiceEnds()
                .after(Duration.ofSeconds(10))
                .transcriptIs("agent: " + Dialogue.GREETING, ASKED, "agent: " + LONG)
                .callerHeardAllOnce(1);
    }
}
