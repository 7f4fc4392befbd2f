package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ToolCall;
import dev.parley.conversation.EngineEvent.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model that answers what nobody could use: the caller hears something, and the next turn works. */
class WrongAnswerTest {
    private static final String APOLOGY = "Sorry, that went wrong.";

    private final Dialogue dialogue = Dialogue.begun().callerSays("When are you open?");

    @Test
    void anAnswerOfTenThousandTokensEndsAtASentenceAndTheModelIsStopped() {
        var turn = dialogue.thinking();
        for (int i = 0; i < 10_000; i++) {
            dialogue.engine.tell(new EngineEvent.AnswerToken(turn, i % 10 == 9 ? " hours." : " open"));
        }
        dialogue.modelIsDone();

        assertThat(dialogue.engine.stoppedThinking).containsExactly(turn);
        dialogue.after(Duration.ofSeconds(142));
        var said = dialogue.transcript().get(2);
        assertThat(said).endsWith("open hours.");
        assertThat(said.length()).isBetween(2_000, 2_500);
        theNextTurnWorks();
    }

    @Test
    void oneTokenPerSecondIsNotWaitedForLongerThanHalfAMinute() {
        var turn = dialogue.thinking();
        for (int i = 0; i < 34; i++) {
            dialogue.engine.tell(new EngineEvent.AnswerToken(turn, "and "));
            dialogue.after(Duration.ofSeconds(1));
        }

        assertThat(dialogue.engine.stoppedThinking).containsExactly(turn);
        assertThat(dialogue.spoken()).contains(APOLOGY);
        theNextTurnWorks();
    }

    @Test
    void nothingButSpaceIsAFailureAndNotCollectedForEver() {
        var turn = dialogue.thinking();
        for (int i = 0; i < 1_000; i++) {
            dialogue.engine.tell(new EngineEvent.AnswerToken(turn, " \n "));
        }

        assertThat(dialogue.engine.stoppedThinking).containsExactly(turn);
        dialogue.after(Duration.ofSeconds(3));
        assertThat(dialogue.spoken()).contains(APOLOGY);
        theNextTurnWorks();
    }

    @Test
    void aModelThatWantsToolsForEverIsStopped() {
        for (int step = 1; step < 8; step++) {
            dialogue.modelWants("find_table").toolAnswers("find_table", "7");
        }
        dialogue.tools.running.clear();
        dialogue.modelWants("find_table").modelWants("find_table");

        assertThat(dialogue.tools.running).isEmpty();
        dialogue.after(Duration.ofSeconds(3));
        assertThat(dialogue.spoken()).contains(APOLOGY);
        theNextTurnWorks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open_the_safe", "", "find table"})
    void aToolThatThePersonaDoesNotHaveIsNotRunAndTheModelIsTold(String name) {
        dialogue.modelWants(name);

        assertThat(dialogue.tools.running).isEmpty();
        dialogue.modelWasAsked(2)
                .modelWasTold(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent:  -> " + name,
                        "tool: {\"error\":\"there is no tool of that name\"}")
                .modelAnswers("Nine to five.");
        dialogue.after(Duration.ofSeconds(3));
        theNextTurnWorks();
    }

    @Test
    void anEndOfToolsWithoutAnyToolIsAskedOnceMore() {
        dialogue.engine.tell(new EngineEvent.ToolsWanted(dialogue.thinking(), List.<ToolCall>of()));
        ends(Ending.TOOLS);

        dialogue.modelWasAsked(2).modelAnswers("Nine to five.").after(Duration.ofSeconds(3));
        theNextTurnWorks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FILTERED", "TOO_LONG"})
    void halfASentenceThatTheServiceCutOffIsNotSpoken(String ending) {
        dialogue.modelSays("We are open from nine. On Sundays we do not");
        ends(Ending.valueOf(ending));
        dialogue.after(Duration.ofSeconds(4));

        assertThat(dialogue.transcript()).endsWith("agent: We are open from nine.");
        theNextTurnWorks();
    }

    @Test
    void anAnswerOfWhichTheFilterLeftNothingIsApologisedForAndNotAskedAgain() {
        ends(Ending.FILTERED);
        dialogue.modelWasAsked(1).after(Duration.ofSeconds(3));

        assertThat(dialogue.spoken()).contains(APOLOGY);
        theNextTurnWorks();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<break time='9s'/>", "a & b ]]> c", "\u0000\u0001\u001b[2J", "\ud83d\ude42\ud83d", "&#0;"})
    void markupAndControlCharactersDoNotStopTheCall(String text) {
        dialogue.modelAnswers(text + " We are open.").after(Duration.ofSeconds(5));

        assertThat(dialogue.spoken().getLast()).endsWith("We are open.");
        theNextTurnWorks();
    }

    @Test
    void fiveThousandCharactersWithoutASpaceAreSpokenInPiecesAndNotToTheEnd() {
        dialogue.modelAnswers("x".repeat(5_000)).after(Duration.ofSeconds(5));

        assertThat(dialogue.spoken()).allMatch(piece -> piece.length() <= Chunker.LONGEST);
        assertThat(String.join("", dialogue.spoken()).length()).isLessThan(3_000);
        theNextTurnWorks();
    }

    private void ends(Ending ending) {
        dialogue.engine.tell(new EngineEvent.AnswerEnded(dialogue.thinking(), ending, 10, 0));
    }

    private void theNextTurnWorks() {
        int asked = dialogue.engine.asked.size();
        dialogue.stillRuns()
                .callerSays("And on Saturdays?")
                .modelWasAsked(asked + 1)
                .modelAnswers("Until noon.")
                .after(Duration.ofSeconds(3));
        assertThat(dialogue.transcript()).endsWith("agent: Until noon.");
    }
}
