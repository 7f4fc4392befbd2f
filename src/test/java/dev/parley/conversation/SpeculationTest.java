package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Thinking on what the caller has probably said, before it is certain. */
class SpeculationTest {
    private static final Duration A_MOMENT = Duration.ofMillis(300);

    private final Dialogue dialogue = Dialogue.begun();

    @Test
    void theFinalTranscriptFindsTheFirstWordsReady() {
        dialogue.callerBegins("when are you open")
                .voiceEnds()
                .modelWasAsked(1)
                .modelSays("We open at nine. And we close at five.")
                .after(A_MOMENT);
        assertThat(dialogue.line.played).as("nothing sounds before the final").hasSize(greeted());

        dialogue.callerEnds("When are you open?").after(Duration.ofMillis(20)).modelWasAsked(1);
        assertThat(dialogue.line.played).as("it sounds at once").hasSizeGreaterThan(greeted());

        dialogue.modelAnswers("")
                .after(Duration.ofSeconds(6))
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: We open at nine. And we close at five.");
    }

    @Test
    void onlyTheFirstPieceIsSpokenAhead() {
        dialogue.callerBegins("when are you open").voiceEnds().modelAnswers("At nine. And we close at five. Come by.");

        assertThat(dialogue.spoken()).endsWith("At nine.");
        dialogue.callerEnds("When are you open?");
        assertThat(dialogue.spoken()).endsWith("And we close at five.", "Come by.");
    }

    @Test
    void aWrongGuessIsNeverHeardOf() {
        dialogue.callerBegins("when are you open")
                .voiceEnds()
                .modelAnswers("We open at nine.")
                .after(A_MOMENT)
                .callerEnds("When are you open on Sunday?")
                .modelWasAsked(2)
                .modelWasTold("agent: " + Dialogue.GREETING, "caller: When are you open on Sunday?")
                .modelAnswers("On Sunday we are closed.")
                .after(Duration.ofSeconds(3))
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open on Sunday?",
                        "agent: On Sunday we are closed.");
        assertThat(dialogue.line.cuts)
                .as("nothing was played that had to be cut")
                .isEmpty();
    }

    @Test
    void aCallerWhoGoesOnEndsTheGuess() {
        dialogue.callerBegins("when are you open").voiceEnds();
        var guessed = dialogue.thinking();

        dialogue.voiceBegins().partial("when are you open on Sunday");

        assertThat(dialogue.engine.isCancelled(guessed)).isTrue();
        dialogue.voiceEnds().modelWasAsked(2);
    }

    @Test
    void aPartialThatEndsBeforeTheVoiceDidIsNotTheWholeUtterance() {
        dialogue.voiceBegins()
                .callerBegins("when are")
                .voiceEnds(Duration.ofMillis(800))
                .modelWasAsked(0);
    }

    @Test
    void aVoiceThatFadesBehindKnownWordsIsReasonEnough() {
        dialogue.voiceBegins().callerBegins("when are you open").voiceFades().modelWasAsked(1);
        dialogue.voiceEnds().modelWasAsked(1);
    }

    @Test
    void wordsThatComeSoonAfterTheVoiceFadedAreThoughtOnToo() {
        dialogue.voiceBegins().voiceFades().after(Duration.ofMillis(60)).modelWasAsked(0);

        dialogue.callerBegins("when are you open").modelWasAsked(1);
    }

    @Test
    void aVoiceThatFadedAndWentOnIsNoReason() {
        dialogue.voiceBegins().voiceFades().after(Duration.ofMillis(200));

        dialogue.callerBegins("when are you open").modelWasAsked(0);
    }

    @Test
    void guessesThatWereDroppedBeforeTheModelSpokeCountHalf() {
        for (int guess = 1; guess <= 8; guess++) {
            dialogue.voiceBegins().callerBegins("first guess " + guess).voiceEnds();
        }

        dialogue.modelWasAsked(6);
    }

    @Test
    void wordsThatAskForMoreAreNotThoughtOn() {
        dialogue.callerBegins("my number is").voiceEnds().modelWasAsked(0);
    }

    @Test
    void withoutAnEndOfTheVoiceAPartialThatNoLongerChangesWillDo() {
        dialogue.callerBegins("when are you open")
                .after(A_MOMENT)
                .modelWasAsked(0)
                .after(A_MOMENT)
                .modelWasAsked(1);
    }

    @Test
    void aToolThatLeavesNoTraceRunsForAGuess() {
        dialogue.callerBegins("a table for two")
                .voiceEnds()
                .modelWants("find_table")
                .toolAnswers("find_table", "yes")
                .modelWasAsked(2)
                .modelWasTold(
                        "agent: " + Dialogue.GREETING, "caller: a table for two", "agent:  -> find_table", "tool: yes")
                .modelAnswers("We have one.")
                .callerEnds("A table for two.")
                .modelWasAsked(2)
                .after(Duration.ofSeconds(3))
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: A table for two.", "agent: We have one.");
    }

    @Test
    void aToolOfAGuessThatWasWrongIsCancelled() {
        dialogue.callerBegins("a table for two").voiceEnds().modelWants("find_table");
        var tool = dialogue.tools.running.get("find_table");

        dialogue.callerEnds("A table for ten.").modelWasAsked(2);

        assertThat(tool).isCancelled();
    }

    @Test
    void aToolWhoseEffectLastsWaitsUntilTheGuessIsCertain() {
        dialogue.callerBegins("I take it").voiceEnds().modelWants(FakeTools.LASTING);
        assertThat(dialogue.tools.running).isEmpty();

        dialogue.callerEnds("I take it.");
        assertThat(dialogue.tools.running).containsOnlyKeys(FakeTools.LASTING);
        dialogue.toolAnswers(FakeTools.LASTING, "ordered").modelWasAsked(2);
    }

    @Test
    void aGoodbyeOnAGuessEndsTheCallOnceItIsCertain() {
        dialogue.callerBegins("that is all goodbye")
                .voiceEnds()
                .modelSays("Goodbye. ")
                .modelWants("end_call")
                .toolAnswers("end_call", "ok")
                .after(Duration.ofSeconds(2))
                .stillRuns()
                .callerEnds("That is all, goodbye.")
                .after(Duration.ofSeconds(2))
                .endedBecause(ConversationListener.Ending.AGENT_SAID_GOODBYE);
    }

    @Test
    void aGuessWhoseModelFailsIsAskedAgainWhenItIsCertain() {
        dialogue.callerBegins("when are you open")
                .voiceEnds()
                .modelFails(true)
                .callerEnds("When are you open?")
                .modelWasAsked(2)
                .modelAnswers("At nine.")
                .after(Duration.ofSeconds(2))
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: When are you open?", "agent: At nine.");
    }

    @Test
    void aGuessWhosePieceIsLostIsAskedAgainWhenItIsCertain() {
        dialogue.engine.failing = 1;
        dialogue.callerBegins("when are you open")
                .voiceEnds()
                .modelAnswers("At nine.")
                .after(A_MOMENT)
                .callerEnds("When are you open?")
                .modelWasAsked(2);
    }

    @Test
    void guessesPerTurnAreLimited() {
        for (var words : new String[] {"one", "one two", "one two three"}) {
            dialogue.callerBegins(words).voiceEnds().modelSays("Well, ");
        }
        dialogue.callerBegins("one two three four").voiceEnds().modelWasAsked(3);
    }

    @Test
    void aFinalThatDoesNotComeInThePersonasTimeIsNotWaitedFor() {
        dialogue.callerBegins("when are you open")
                .voiceEnds()
                .modelAnswers("At nine.")
                .after(Duration.ofMillis(2_400));
        assertThat(dialogue.line.played).hasSize(greeted());

        dialogue.after(Duration.ofMillis(200)).modelWasAsked(1);
        assertThat(dialogue.line.played).hasSizeGreaterThan(greeted());
    }

    @Test
    void hangingUpEndsAGuess() {
        dialogue.callerBegins("when are you open").voiceEnds();
        dialogue.conversation.end("hung up");
        dialogue.nothingIsLeft();
    }

    /** Frames of 20 ms: the greeting has five words. */
    private static int greeted() {
        return 5 * FakeEngine.WORD_MS / 20;
    }
}
