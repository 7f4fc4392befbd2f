package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.TurnPolicy;
import dev.parley.conversation.turns.UnfinishedSentenceWaits;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has not finished a sentence is given time to. */
class UnfinishedSentenceTest {
    private static final TurnPolicy POLICY = new TurnPolicy(Duration.ofMillis(600), 2, true);

    private final UnfinishedSentenceWaits endOfTurn = new UnfinishedSentenceWaits();

    @ParameterizedTest
    @ValueSource(strings = {"When are you open?", "Yes.", "On Monday.", "Stop!"})
    void aWholeSentenceIsAnsweredAtOnce(String said) {
        assertThat(endOfTurn.holdAfter(said, POLICY)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"When are you", "I would like to order the.", "My number is", "I want a lamp and."})
    void anUnfinishedOneIsHeld(String said) {
        assertThat(endOfTurn.holdAfter(said, POLICY)).isPositive();
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
    void whoDoesNotGoOnIsAnsweredAllTheSame() {
        Dialogue.begun()
                .callerSays("When are you")
                .after(Duration.ofMillis(700))
                .modelWasAsked(1);
    }
}
