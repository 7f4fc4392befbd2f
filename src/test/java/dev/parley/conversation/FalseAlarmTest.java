package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Persona.InterruptionPolicy;
import dev.parley.conversation.ConversationListener.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The agent was cut, and nobody had said anything: nothing that was owed to the caller is lost. */
class FalseAlarmTest {
    private static final String GREETING = "Hello.";
    private static final String ASKED = "caller: When are you open?";
    /** No words came of a voice. */
    private static final Duration WORDLESS = Duration.ofMillis(1_600);

    private static Dialogue asked(InterruptBy by) {
        return begun(by).callerSays("When are you open?");
    }

    private static Dialogue begun(InterruptBy by) {
        var speech = Duration.ofMillis(200);
        var keywords = by == InterruptBy.KEYWORD ? List.of("stop") : List.<String>of();
        var policy = new InterruptionPolicy(by, 2, speech, keywords, Optional.empty(), false, true);
        return Dialogue.begins(TestPersonas.persona(Optional.of(GREETING), policy))
                .after(Duration.ofSeconds(3));
    }

    /** A second of the answer was heard. */
    private static Dialogue answering(InterruptBy by) {
        return asked(by)
                .modelAnswers("We are open from nine to five, and on Saturday until noon.")
                .after(Duration.ofSeconds(1));
    }

    /** A voice without words has cut the answer, and sounds on. */
    private static Dialogue cutByAVoice() {
        var dialogue = answering(InterruptBy.MIN_SPEECH).voiceBegins().after(Duration.ofMillis(300));
        assertThat(dialogue.line.cuts).hasSize(1);
        return dialogue;
    }

    private static void coughs(Dialogue dialogue) {
        dialogue.voiceBegins().after(Duration.ofMillis(300)).voiceEnds();
    }

    @Test
    void aToolThatRanIsAskedForAgainThoughWordsForTheWaitWereHeard() {
        var dialogue = asked(InterruptBy.ANY_SPEECH).modelWants("find_table").after(Duration.ofMillis(1_500));
        assertThat(dialogue.spoken()).contains("Let me look at the book.");

        coughs(dialogue);

        dialogue.modelWasAsked(1).after(WORDLESS).modelWasAsked(2).modelAnswers("Nine to five.");
        dialogue.after(Duration.ofSeconds(3))
                .transcriptIs("agent: " + GREETING, ASKED, "agent: Let [cut]", "agent: Nine to five.");
    }

    @Test
    void aToolThatRanBehindAWholeSentenceIsAskedForAgain() {
        var dialogue =
                asked(InterruptBy.ANY_SPEECH).modelSays("I will look it up. ").modelWants("find_table");
        dialogue.after(Duration.ofMillis(1_900));

        coughs(dialogue);

        assertThat(dialogue.transcript()).last().isEqualTo("agent: I will look it up.");

        dialogue.modelWasAsked(1).after(WORDLESS).modelWasAsked(2);
    }

    @Test
    void anAnswerThatWasHeardInPartIsAskedForAgainWhereMoreWasToCome() {
        var dialogue =
                asked(InterruptBy.ANY_SPEECH).modelSays("We are open. And").after(Duration.ofMillis(1_500));
        coughs(dialogue);

        assertThat(dialogue.transcript()).last().isEqualTo("agent: We are open.");

        dialogue.modelWasAsked(1).after(WORDLESS).modelWasAsked(2);
    }

    @Test
    void anAnswerOfWhichOnlyWordsForTheWaitCouldBeSpokenIsApologisedFor() {
        var dialogue = asked(InterruptBy.MIN_WORDS).modelWants("find_table").after(Duration.ofSeconds(4));
        dialogue.engine.failing = 2;

        dialogue.toolAnswers("find_table", "9 to 5")
                .modelAnswers("Nine to five.")
                .after(Duration.ofSeconds(3));

        assertThat(dialogue.transcript())
                .endsWith("agent: Let me look at the book. [cut]", "agent: Sorry, that went wrong.");
    }

    @Test
    void whatIsStoppedByHandWhileWordsAreWaitedForIsNotSaid() {
        var dialogue = answering(InterruptBy.ANY_SPEECH);
        coughs(dialogue);
        var heard = dialogue.transcript();

        dialogue.conversation.stopped();

        dialogue.after(Duration.ofSeconds(5)).modelWasAsked(1);
        assertThat(dialogue.transcript()).isEqualTo(heard);
    }

    @Test
    void whoStillSpeaksIsNotTalkedOver() {
        var dialogue = cutByAVoice();
        int frames = dialogue.line.played.size();

        dialogue.after(Duration.ofMillis(2_500));

        assertThat(dialogue.line.played).as("frames while the voice sounds").hasSize(frames);
        dialogue.callerBegins("on sundays").voiceEnds().callerEnds("On Sundays, I mean.");
        assertThat(dialogue.transcript()).last().isEqualTo("caller: On Sundays, I mean.");
    }

    @Test
    void noiseThatIsFoundToBeNoSpeechDoesNotEndTheWaitForWordsOfTheVoice() {
        var dialogue = cutByAVoice();
        int frames = dialogue.line.played.size();

        dialogue.soundWasNoSpeech().after(Duration.ofMillis(500));

        assertThat(dialogue.line.played).as("frames while the voice sounds").hasSize(frames);
    }

    @Test
    void aVoiceThatNeverBecomesWordsIsMusicAndTheRestIsSaid() {
        asked(InterruptBy.MIN_SPEECH)
                .modelAnswers("We are open from nine to five.")
                .after(Duration.ofSeconds(1))
                .voiceBegins()
                .after(Duration.ofSeconds(8))
                .modelWasAsked(1)
                .transcriptIs("agent: " + GREETING, ASKED, "agent: We are open [cut]", "agent: from nine to five.");
    }

    @Test
    void whoIsToldTheRestIsNotTakenForSilent() {
        var dialogue = asked(InterruptBy.ANY_SPEECH)
                .modelAnswers("one two three four five six seven eight nine ten ".repeat(4) + "done.")
                .after(Duration.ofSeconds(1));
        coughs(dialogue);

        dialogue.lineTakesOver().after(Dialogue.SILENCE.plusSeconds(8));

        assertThat(dialogue.transcript()).hasSize(4).last().asString().endsWith("nine ten done.");
    }

    @Test
    void aGoodbyeThatIsCutBehindItsLastWordIsAGoodbye() {
        var dialogue = asked(InterruptBy.ANY_SPEECH)
                .modelWants("end_call")
                .toolAnswers("end_call", "ok")
                .modelAnswers("Goodbye.")
                .after(Duration.ofMillis(440));

        dialogue.voiceBegins().stillRuns();
        assertThat(dialogue.transcript()).last().isEqualTo("agent: Goodbye.");

        dialogue.voiceEnds().after(WORDLESS).endedBecause(Ending.AGENT_SAID_GOODBYE);
    }

    @Test
    void aGoodbyeBehindWhichSomethingWaitsIsNone() {
        var dialogue = asked(InterruptBy.KEYWORD)
                .modelWants("end_call")
                .toolAnswers("end_call", "ok")
                .modelAnswers("Goodbye.")
                .after(Duration.ofMillis(200))
                .callerSays("I want to pay.")
                .after(Duration.ofMillis(240));

        dialogue.callerBegins("stop").soundWasNoSpeech();

        dialogue.stillRuns()
                .modelAnswers("Of course.")
                .after(Duration.ofSeconds(2))
                .stillRuns();
        assertThat(dialogue.transcript()).endsWith("agent: Goodbye.", "caller: I want to pay.", "agent: Of course.");
    }

    @Test
    void whatHadToWaitIsAnsweredWithTheEntryThatFollows() {
        var dialogue =
                answering(InterruptBy.KEYWORD).callerSays("I want to pay.").presses("47");
        dialogue.after(Duration.ofMillis(200)).modelWasAsked(1);

        dialogue.presses("11#").after(Duration.ofMillis(50)).modelWasAsked(2);
        assertThat(dialogue.transcript()).last().isEqualTo("caller: I want to pay. [keys pressed: 4711]");
    }
}
