package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.EndOfTurnBy;
import dev.parley.agents.Persona.EndOfTurnPolicy;
import dev.parley.agents.Persona.InterruptBy;
import dev.parley.conversation.turns.AdaptivePause;
import dev.parley.conversation.turns.EndOfTurn.Phase;
import dev.parley.conversation.turns.FixedPause;
import dev.parley.conversation.turns.SentenceEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has not finished a sentence is given time to. */
class UnfinishedSentenceTest {
    private static final EndOfTurnPolicy POLICY = new EndOfTurnPolicy(
            EndOfTurnBy.SENTENCE,
            Duration.ofMillis(1_000),
            Duration.ofMillis(1_400),
            Duration.ofMillis(600),
            Duration.ofMillis(2_500),
            3);

    private final SentenceEnd endOfTurn = new SentenceEnd();
    private final AdaptivePause adaptive = new AdaptivePause();

    @ParameterizedTest
    @ValueSource(strings = {"When are you open?", "Yes.", "On Monday.", "Stop!"})
    void aWholeSentenceIsAnsweredAtOnce(String said) {
        assertThat(endOfTurn.quietAfter(said, Phase.LISTENING, POLICY)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"When are you", "I would like to order the.", "My number is", "I want a lamp and."})
    void anUnfinishedOneIsHeldAsLongAsThePersonaSaysForWhatTheAgentWasDoing(String said) {
        assertThat(endOfTurn.quietAfter(said, Phase.LISTENING, POLICY)).isEqualTo(POLICY.listening());
        assertThat(endOfTurn.quietAfter(said, Phase.THINKING, POLICY)).isEqualTo(POLICY.thinking());
        assertThat(endOfTurn.quietAfter(said, Phase.SPEAKING, POLICY)).isEqualTo(POLICY.speaking());
    }

    @Test
    void whoPausedInsideASentenceIsGivenThatMuchTimeAgain() {
        adaptive.quietAfter("My number is", Phase.LISTENING, POLICY);
        adaptive.wentOn(Duration.ofMillis(1_500));

        assertThat(adaptive.quietAfter("and then", Phase.LISTENING, POLICY)).isEqualTo(Duration.ofMillis(1_700));
    }

    @Test
    void whoNeverPausesIsNotKeptWaitingLong() {
        for (int i = 0; i < 4; i++) {
            adaptive.quietAfter("I want a lamp.", Phase.LISTENING, POLICY);
        }

        assertThat(adaptive.quietAfter("I want the", Phase.LISTENING, POLICY)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void whereTheRecognisersPauseDecidesNobodyIsGivenMore() {
        var pause = new FixedPause();

        assertThat(pause.quietAfter("My number is", Phase.LISTENING, POLICY)).isZero();
        assertThat(pause.probablyOver("my number is")).isTrue();
    }

    @Test
    void aPauseInsideASentenceMakesOneQuestionOfTwoUtterances() {
        Dialogue.begun()
                .callerSays("When are you")
                .modelWasAsked(0)
                .after(Duration.ofMillis(300))
                .callerSays("open on Monday?")
                .modelWasAsked(1)
                .modelWasTold("agent: " + Dialogue.GREETING, "caller: When are you open on Monday?");
    }

    @Test
    void aCoughLeavesAsMuchTimeAsThereWas() {
        var dialogue = Dialogue.begun().callerSays("When are you open?").after(Duration.ofMillis(300));

        dialogue.callerSays("And my")
                .after(Duration.ofMillis(100))
                .voiceBegins()
                .voiceEnds();

        dialogue.after(Duration.ofMillis(799))
                .modelWasAsked(1)
                .after(Duration.ofMillis(1))
                .modelWasAsked(2);
    }

    @Test
    void musicDoesNotPutTheAnswerOffForEver() {
        var dialogue = Dialogue.begun().callerSays("When are you");
        for (int i = 0; i < 10; i++) {
            dialogue.voiceBegins().after(Duration.ofMillis(200)).voiceEnds().after(Duration.ofMillis(100));
        }
        dialogue.modelWasAsked(1);
    }

    @Test
    void whoDoesNotGoOnIsAnsweredAllTheSame() {
        Dialogue.begun()
                .callerSays("When are you")
                .after(Duration.ofMillis(700))
                .modelWasAsked(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = InterruptBy.class,
            names = {"ANY_SPEECH", "MIN_WORDS", "MIN_SPEECH"})
    void whoInterruptsWithHalfASentenceIsGivenTheTimeOfThatState(InterruptBy by) {
        var policy =
                new Persona.InterruptionPolicy(by, 2, Duration.ofMillis(200), List.of(), Optional.empty(), true, true);
        var dialogue = Dialogue.begins(TestPersonas.persona(Optional.of(Dialogue.GREETING), policy))
                .after(Duration.ofSeconds(3))
                .callerSays("When are you open?")
                .modelAnswers("We are open on every day of the week.")
                .after(Duration.ofMillis(900))
                .voiceBegins()
                .after(Duration.ofMillis(300));

        dialogue.callerBegins("I would like my").voiceEnds().callerEnds("I would like my");

        dialogue.after(Duration.ofMillis(899))
                .modelWasAsked(1)
                .after(Duration.ofMillis(1))
                .modelWasAsked(2);
    }

    @Test
    void whoGoesOnBeforeTheAnswerSoundsWithHalfASentenceIsGivenTheTimeOfThatState() {
        var dialogue = Dialogue.begun().callerSays("When are you open?").after(Duration.ofMillis(300));

        dialogue.callerBegins("and my").voiceEnds().callerEnds("And my");

        dialogue.after(Duration.ofMillis(1_399))
                .modelWasAsked(1)
                .after(Duration.ofMillis(1))
                .modelWasAsked(2);
    }
}
