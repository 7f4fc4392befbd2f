package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A few words at once, where the answer takes its time. */
class OpenersTest {
    private static final Duration AFTER = Duration.ofMillis(300);
    private static final Duration PAST = AFTER.plusMillis(1);
    private static final Duration LONG = Duration.ofSeconds(3);
    private static final String GREETED = "agent: " + Dialogue.GREETING;
    private static final String ASKED = "caller: When are you open?";

    private final Dialogue dialogue = begun("Sure.", "Let me see.");

    private static Dialogue begun(String... openers) {
        return Dialogue.begins(saying(openers)).after(LONG);
    }

    private static Persona saying(String... openers) {
        var usual = TestPersonas.persona(Optional.empty(), true, 2).turns();
        var turns = new Persona.TurnPolicy(
                usual.endOfSpeech(), usual.interruption(), new Persona.OpenerPolicy(List.of(openers), AFTER));
        return TestPersonas.persona(Optional.of(Dialogue.GREETING), turns);
    }

    private Dialogue asked() {
        return dialogue.callerSays("When are you open?");
    }

    @Test
    void anAnswerThatTakesItsTimeFollowsAnOpener() {
        asked().after(PAST).modelAnswers("Nine to five.").after(LONG);

        dialogue.transcriptIs(GREETED, ASKED, "agent: Sure. Nine to five.");
        assertThat(dialogue.spoken()).endsWith("Sure.", "Nine to five.");
        dialogue.callerSays("And on Sundays?")
                .modelWasTold(GREETED, ASKED, "agent: Sure.", "agent: Nine to five.", "caller: And on Sundays?");
    }

    @Test
    void anAnswerThatIsReadyInTimeNeedsNone() {
        asked().modelSays("Nine to five. And").after(PAST).modelIsDone().after(LONG);

        dialogue.transcriptIs(GREETED, ASKED, "agent: Nine to five. And");
    }

    @Test
    void anAnswerThatTheVoiceHasBegunIsNotPutOffByOne() {
        asked().modelSays("Nine to").after(PAST);

        assertThat(dialogue.spoken()).containsExactly(Dialogue.GREETING);
    }

    @Test
    void whoTakesOverSaysItsOwn() {
        var call = Dialogue.begins(
                TestPersonas.like(saying("Sure."), "reception", Persona.Pipeline.CASCADE, "voice", "sales"));
        call.others.put("sales", TestPersonas.like(saying("Right."), "sales", Persona.Pipeline.CASCADE, "other"));
        call.after(LONG).callerSays("A table, please.").modelWants("hand_off_to_sales");
        call.modelAnswers("For whom?").after(LONG);

        call.callerSays("When are you open?")
                .after(PAST)
                .modelAnswers("Nine to five.")
                .after(LONG);

        assertThat(call.transcript()).last().isEqualTo("agent: Right. Nine to five.");
    }

    @Test
    void openersTakeTurns() {
        asked().after(PAST).modelAnswers("Nine to five.").after(LONG);
        asked().after(PAST).modelAnswers("Nine to five.").after(LONG);
        asked().after(PAST);

        assertThat(dialogue.spoken())
                .containsSubsequence("Sure.", "Nine to five.", "Let me see.", "Nine to five.", "Sure.");
    }

    @Test
    void theOnlyOneIsNotSaidTwiceInARow() {
        var one = begun("Sure.");
        for (int i = 0; i < 3; i++) {
            one.callerSays("When are you open?")
                    .after(PAST)
                    .modelAnswers("At nine.")
                    .after(LONG);
        }

        assertThat(one.spoken())
                .containsExactly(Dialogue.GREETING, "Sure.", "At nine.", "At nine.", "Sure.", "At nine.");
    }

    @Test
    void aCallerMayInterruptIt() {
        asked().after(PAST).after(Duration.ofMillis(200)).callerBegins("no wait stop");

        assertThat(dialogue.line.cuts).hasSize(1);
        dialogue.callerEnds("No, wait, on Sundays.")
                .modelAnswers("We are closed.")
                .after(LONG);
        assertThat(dialogue.transcript()).last().isEqualTo("agent: We are closed.");
        assertThat(dialogue.spoken()).endsWith("Sure.", "We are closed.");
    }

    @Test
    void nothingIsSaidForAGuess() {
        dialogue.callerBegins("when are you open").voiceEnds().modelWasAsked(1).after(PAST);
        assertThat(dialogue.spoken()).containsExactly(Dialogue.GREETING);

        dialogue.callerEnds("When are you open?").modelWasAsked(1).after(PAST);
        assertThat(dialogue.spoken()).endsWith("Sure.");
    }

    @Test
    void aGuessWhoseFirstWordsAreReadyNeedsNone() {
        dialogue.callerBegins("when are you open").voiceEnds().modelAnswers("Nine to five.");
        dialogue.callerEnds("When are you open?").after(LONG);

        dialogue.transcriptIs(GREETED, ASKED, "agent: Nine to five.");
    }

    @Test
    void aMereMhmIsAnsweredWithoutOne() {
        dialogue.callerSays("Mhm.").after(PAST);

        assertThat(dialogue.spoken()).containsExactly(Dialogue.GREETING);
    }

    @Test
    void theAgentsOwnWordsNeedNone() {
        dialogue.after(Dialogue.SILENCE).after(LONG);

        assertThat(dialogue.spoken()).containsExactly(Dialogue.GREETING, "Are you still there?");
    }

    @Test
    void toolsThatAreWantedInTimeHaveASentenceOfTheirOwn() {
        asked().modelWants("find_table").after(PAST);
        assertThat(dialogue.spoken()).containsExactly(Dialogue.GREETING);
    }

    @Test
    void anOpenerIsNoAnswer() {
        asked().after(PAST);
        dialogue.after(Duration.ofMillis(200)).engine.failing = 2;
        dialogue.modelAnswers("Nine to five.").after(LONG);

        assertThat(dialogue.transcript()).endsWith("agent: Sure. [cut]", "agent: Sorry, that went wrong.");
    }

    @Test
    void anOpenerThatCannotBeSpokenDoesNotHoldUpTheAnswer() {
        asked();
        dialogue.engine.failing = 1;
        dialogue.after(PAST).modelAnswers("Nine to five.").after(LONG);

        dialogue.transcriptIs(GREETED, ASKED, "agent: Nine to five.");
    }

    @Test
    void theReportTellsTheFirstSoundFromTheReply() {
        dialogue.callerBegins("when are you open").voiceEnds().callerEnds("When are you open?");
        dialogue.after(PAST)
                .after(Duration.ofSeconds(1))
                .modelAnswers("Nine to five.")
                .after(LONG);

        var report = dialogue.conversation.turns().getLast();
        assertThat(report.firstSound().orElseThrow()).isBetween(400L, 500L);
        assertThat(report.reply().orElseThrow()).isBetween(1_400L, 1_500L);
        assertThat(report.firstPiece().orElseThrow()).isGreaterThan(1_200L);
    }
}
