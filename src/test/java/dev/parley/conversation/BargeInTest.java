package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BargeInTest {
    private static final String LONG = "We are open from nine to five on weekdays. On Saturdays we close at noon.";

    private static Dialogue answering() {
        return Dialogue.begun().callerSays("When are you open?").modelAnswers(LONG);
    }

    @Test
    void transcriptAndModelKeepOnlyWhatTheCallerHeard() {
        answering()
                .after(Duration.ofMillis(100 + 5 * 300 + 50))
                .callerBegins("only saturdays")
                .callerEnds("Only Saturdays, please.")
                .modelWasTold(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: We are open from nine",
                        "caller: Only Saturdays, please.")
                .modelAnswers("Nine to noon.")
                .after(Duration.ofSeconds(2))
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: We are open from nine [cut]",
                        "caller: Only Saturdays, please.",
                        "agent: Nine to noon.");
    }

    @Test
    void aPartialWithEnoughWordsCutsAtOnce() {
        var dialogue = answering().after(Duration.ofMillis(900)).callerBegins("only saturdays");
        assertThat(dialogue.line.cuts).containsExactly(new TurnId(1));
        assertThat(dialogue.engine.isCancelled(new TurnId(1))).isTrue();
    }

    @Test
    void aSingleWordOfAPartialDoesNotCut() {
        var dialogue =
                answering().after(Duration.ofMillis(900)).callerBegins("uh").soundWasNoSpeech();
        assertThat(dialogue.line.cuts).isEmpty();
        dialogue.after(Duration.ofSeconds(10)).modelWasAsked(1);
        assertThat(dialogue.transcript()).contains("agent: " + LONG);
    }

    @Test
    void aFinishedUtteranceCutsHoweverShort() {
        var dialogue =
                answering().after(Duration.ofMillis(900)).callerBegins("stop").callerEnds("Stop.");
        assertThat(dialogue.line.cuts).containsExactly(new TurnId(1));
        dialogue.modelWasAsked(2);
    }

    @Test
    void noAudioOfACutTurnFollows() {
        var dialogue = answering().after(Duration.ofMillis(900)).callerBegins("only saturdays");
        int frames = dialogue.line.played.size();
        dialogue.after(Duration.ofSeconds(2));
        assertThat(dialogue.line.played).hasSize(frames);
    }

    @Test
    void wordsOfALateAnswerAreDropped() {
        var dialogue = Dialogue.begun().callerSays("When are you open?");
        var old = dialogue.thinking();
        dialogue.modelSays("We are open from nine. ")
                .after(Duration.ofMillis(500))
                .callerBegins("only saturdays");
        dialogue.engine.tell(new EngineEvent.AnswerToken(old, "Too late. And more."));
        dialogue.engine.tell(new EngineEvent.AnswerEnded(old, EngineEvent.Ending.COMPLETE, 1, 1));
        dialogue.callerEnds("Only Saturdays.").modelAnswers("Nine to noon.").after(Duration.ofSeconds(2));
        assertThat(dialogue.spoken()).noneMatch(text -> text.contains("late"));
    }

    @Test
    void theLastPartialIsTheUtteranceWhenNoFinalComes() {
        answering()
                .after(Duration.ofMillis(900))
                .callerBegins("only saturdays")
                .after(Deadline.FINAL.usual())
                .modelWasAsked(2)
                .modelAnswers("Nine to noon.")
                .after(Duration.ofSeconds(2))
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: We are [cut]",
                        "caller: only saturdays",
                        "agent: Nine to noon.");
    }

    @Test
    void whatWordsCutThatAreWithdrawnIsSaidToItsEndAndTheyLeaveNoTrace() {
        var dialogue = answering()
                .after(Duration.ofMillis(900))
                .callerBegins("only saturdays")
                .soundWasNoSpeech();

        dialogue.after(Duration.ofSeconds(6)).modelWasAsked(1);

        assertThat(dialogue.transcript()).hasSize(4).noneMatch(line -> line.contains("only saturdays"));
        assertThat(dialogue.transcript().get(2)).endsWith(" [cut]");
        assertThat((dialogue.transcript().get(2) + dialogue.transcript().get(3))
                        .replace("agent: ", "")
                        .replace("[cut]", ""))
                .isEqualTo(LONG);
    }

    @Test
    void anAgentThatEveryVoiceCutsIsNotCutByMusicForEver() {
        for (var by : List.of(Persona.InterruptBy.ANY_SPEECH, Persona.InterruptBy.MIN_SPEECH)) {
            var dialogue = Dialogue.begins(TestPersonas.persona(Optional.of(Dialogue.GREETING), cutBy(by)));
            for (int i = 0; i < 240 && dialogue.endings.isEmpty(); i++) {
                dialogue.soundBegins().voiceBegins().after(Duration.ofMillis(300));
                dialogue.voiceEnds().after(Duration.ofMillis(200));
            }
            dialogue.endedBecause(ConversationListener.Ending.CALLER_SILENT);
        }
    }

    @Test
    void musicBehindAGuessDoesNotKeepItFromBeingAnswered() {
        var dialogue = Dialogue.begun().callerBegins("a table for two");
        for (int i = 0; i < 20; i++) {
            dialogue.voiceBegins().after(Duration.ofMillis(200)).voiceEnds().after(Duration.ofMillis(100));
        }
        assertThat(dialogue.transcript()).contains("caller: a table for two");
    }

    @Test
    void noiseThatCutsTheSameAnswerAgainAndAgainEndsIt() {
        var dialogue = answering().after(Duration.ofMillis(500));
        for (int i = 0; i < 5; i++) {
            dialogue.callerBegins("only saturdays").soundWasNoSpeech().after(Duration.ofMillis(450));
        }

        assertThat(dialogue.line.cuts).hasSize(4);
        dialogue.modelWasAsked(1).after(Dialogue.SILENCE).after(Duration.ofSeconds(3));
        assertThat(dialogue.transcript()).last().isEqualTo("agent: Are you still there?");
    }

    @Test
    void wordsThatAnotherRecogniserHearsAgainDoNotCutTheirAnswer() {
        var dialogue = Dialogue.begun()
                .callerBegins("when are you open")
                .after(Deadline.FINAL.usual())
                .modelAnswers(LONG)
                .after(Duration.ofMillis(900));

        dialogue.heardAgain("when are").heardAgain("when are you open").callerEnds("When are you open?");

        dialogue.after(Duration.ofSeconds(6))
                .modelWasAsked(1)
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: when are you open", "agent: " + LONG);
        assertThat(dialogue.line.cuts).isEmpty();
    }

    @Test
    void aFinalThatComesTooLateCorrectsWhatWasTakenForIt() {
        answering()
                .after(Duration.ofMillis(900))
                .callerBegins("only saturdays")
                .after(Deadline.FINAL.usual())
                .callerEnds("Only Saturdays and Sundays.")
                .modelWasAsked(3)
                .modelWasTold(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: We are",
                        "caller: Only Saturdays and Sundays.");
    }

    @Test
    void aFinalThatComesTooLateAndSaysTheSameChangesNothing() {
        answering()
                .after(Duration.ofMillis(900))
                .callerBegins("only saturdays")
                .after(Deadline.FINAL.usual())
                .callerEnds("Only Saturdays.")
                .modelWasAsked(2);
    }

    @Test
    void aCallerWhoGoesOnBeforeTheAnswerSoundsIsAnsweredOnceForBoth() {
        Dialogue.begun()
                .callerSays("I would like a table.")
                .after(Duration.ofMillis(300))
                .callerSays("For two.")
                .modelWasAsked(2)
                .modelWasTold("agent: " + Dialogue.GREETING, "caller: I would like a table. For two.")
                .modelAnswers("Gladly.")
                .after(Duration.ofSeconds(2))
                .transcriptIs(
                        "agent: " + Dialogue.GREETING, "caller: I would like a table. For two.", "agent: Gladly.");
    }

    @Test
    void aSoundThatStopsTheThoughtDoesNotLoseTheQuestionAndLeavesNoTrace() {
        Dialogue.begun()
                .callerSays("I would like a table.")
                .callerBegins("and well")
                .soundWasNoSpeech()
                .modelWasAsked(2)
                .modelWasTold("agent: " + Dialogue.GREETING, "caller: I would like a table.");
    }

    @Test
    void anAgentThatMayNotBeInterruptedAnswersAfterwards() {
        Dialogue.begins(TestPersonas.persona(Optional.of("This call is recorded for your safety."), false, 2))
                .after(Duration.ofMillis(900))
                .callerSays("I need help now.")
                .modelWasAsked(0)
                .after(Duration.ofSeconds(3))
                .modelWasAsked(1)
                .modelWasTold("agent: This call is recorded for your safety.", "caller: I need help now.");
    }

    @Test
    void twoInterruptionsInARowLeaveBothQuestionsAndOneAnswer() {
        answering()
                .after(Duration.ofMillis(900))
                .callerBegins("only saturdays")
                .callerEnds("Only Saturdays, please.")
                .modelAnswers("On Saturdays we close at noon.")
                .after(Duration.ofMillis(800))
                .callerBegins("and sundays")
                .callerEnds("And Sundays?")
                .modelAnswers("We are closed.")
                .after(Duration.ofSeconds(2))
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: When are you open?",
                        "agent: We are [cut]",
                        "caller: Only Saturdays, please.",
                        "agent: On Saturdays [cut]",
                        "caller: And Sundays?",
                        "agent: We are closed.");
    }

    @Test
    void aSecondInterruptionBeforeTheFirstIsAnsweredIsAnsweredWithIt() {
        var dialogue = answering()
                .after(Duration.ofMillis(900))
                .callerBegins("only saturdays")
                .callerBegins("only saturdays and sundays");
        assertThat(dialogue.line.cuts).hasSize(1);
        dialogue.callerEnds("Only Saturdays and Sundays.").modelWasAsked(2);
    }

    @Test
    void anInterruptionInTheInstantOfTheLastFrameIsAnswered() {
        // 100 ms to the first audio, two pieces of 600 and 900 ms, the line's delay of 40 ms, and what rounding adds
        for (int atMs = 1_590; atMs <= 1_650; atMs++) {
            Dialogue.begins()
                    .after(Duration.ofMillis(atMs))
                    .callerBegins("when are")
                    .callerEnds("When are you open?")
                    .modelAnswers("Nine to five.")
                    .after(Duration.ofSeconds(2))
                    .transcriptIs(
                            atMs < 1_640 ? "agent: Hello, how can I [cut]" : "agent: " + Dialogue.GREETING,
                            "caller: When are you open?",
                            "agent: Nine to five.");
        }
    }

    @Test
    void theFillerOfARunningToolCanBeInterrupted() {
        var dialogue = Dialogue.begun()
                .callerSays("A table for two.")
                .modelWants("find_table")
                .after(Duration.ofMillis(1_500))
                .callerBegins("no wait")
                .callerEnds("No, wait.");
        assertThat(dialogue.tools.running.get("find_table")).isCancelled();
        dialogue.modelWasAsked(2)
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: A table for two.",
                        "agent: Let [cut]",
                        "caller: No, wait.");
    }

    @Test
    void okayToAFillerLeavesTheToolRunning() {
        var dialogue = Dialogue.begun()
                .callerSays("A table for two.")
                .modelWants("find_table")
                .after(Duration.ofMillis(1_500))
                .callerSays("Okay.");
        assertThat(dialogue.tools.running.get("find_table")).isNotDone();
        dialogue.toolAnswers("find_table", "7")
                .modelAnswers("At seven.")
                .after(Duration.ofSeconds(4))
                .modelWasAsked(2)
                .transcriptIs(
                        "agent: " + Dialogue.GREETING,
                        "caller: A table for two.",
                        "agent: Let me look at the book. At seven.");
    }

    @Test
    void aVoiceThatCutsWithoutWordsDoesNotLoseTheQuestion() {
        var dialogue = cutByAVoice(Duration.ofMillis(200));
        assertThat(dialogue.line.cuts).hasSize(1);
        dialogue.voiceEnds()
                .after(Duration.ofMillis(1_500))
                .after(Duration.ofSeconds(6))
                .modelWasAsked(1)
                .transcriptIs("agent: " + Dialogue.GREETING, "caller: When are you open?", "agent: " + LONG);
    }

    @Test
    void whatWasNotYetThoughtToItsEndIsThoughtAnew() {
        var dialogue = Dialogue.begins(
                        TestPersonas.persona(Optional.of(Dialogue.GREETING), cutBy(Persona.InterruptBy.ANY_SPEECH)))
                .after(Duration.ofSeconds(3))
                .callerSays("When are you open?")
                .modelSays("We are open. And")
                .after(Duration.ofMillis(200))
                .voiceBegins();
        assertThat(dialogue.line.cuts).hasSize(1);

        dialogue.voiceEnds().after(Duration.ofMillis(1_500)).modelWasAsked(2);
    }

    @Test
    void whatAVoiceWithoutWordsCutIsSaidToItsEnd() {
        var dialogue = cutByAVoice(Duration.ofMillis(1_500));

        dialogue.voiceEnds()
                .after(Duration.ofMillis(1_500))
                .after(Duration.ofSeconds(6))
                .modelWasAsked(1);

        assertThat(dialogue.transcript()).hasSize(4);
        assertThat((dialogue.transcript().get(2) + dialogue.transcript().get(3))
                        .replace("agent: ", "")
                        .replace("[cut]", ""))
                .isEqualTo(LONG);
    }

    private static Persona.InterruptionPolicy cutBy(Persona.InterruptBy by) {
        return new Persona.InterruptionPolicy(by, 2, Duration.ofMillis(250), List.of(), Optional.empty(), true, true);
    }

    private static Dialogue cutByAVoice(Duration after) {
        return Dialogue.begins(
                        TestPersonas.persona(Optional.of(Dialogue.GREETING), cutBy(Persona.InterruptBy.ANY_SPEECH)))
                .after(Duration.ofSeconds(3))
                .callerSays("When are you open?")
                .modelAnswers(LONG)
                .after(after)
                .voiceBegins();
    }

    @Test
    void historyIsWithinOneWordOfWhatWasPlayedAtEveryMomentAndDelay() {
        for (int delayMs : new int[] {0, 80, 200}) {
            for (boolean placed : new boolean[] {true, false}) {
                for (int atMs = 0; atMs < 4_000; atMs += 70) {
                    var dialogue = Dialogue.begins(
                            TestPersonas.persona(
                                    Optional.of("one two three four, five six seven eight nine ten."), true, 2),
                            Duration.ofMillis(delayMs));
                    dialogue.engine.placesWords = placed;
                    dialogue.after(Duration.ofMillis(atMs)).callerBegins("wait a moment");
                    long samples = dialogue.engine.spoken.keySet().stream()
                            .mapToLong(dialogue.line::samplesPlayed)
                            .sum();
                    long played = samples / 16 / FakeEngine.WORD_MS;
                    long told = dialogue.transcript().stream()
                            .mapToLong(line -> line.replace(" [cut]", "").split(" ").length - 1)
                            .sum();
                    assertThat(told)
                            .as("delay %d, words placed %s, cut at %d ms", delayMs, placed, atMs)
                            .isBetween(played - 1, played + (placed ? 0 : 1));
                }
            }
        }
    }
}
