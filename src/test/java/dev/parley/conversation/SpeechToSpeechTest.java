package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.Tools.ToolOutcome;
import dev.parley.conversation.ConversationListener.Ending;
import dev.parley.realtime.FakeRealtimeModel;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call with a model that hears and speaks for itself, from the caller's sound to what the model is told. */
class SpeechToSpeechTest {
    private static final String GREETING = SpeechToSpeechCall.GREETING;

    private final SpeechToSpeechCall call = new SpeechToSpeechCall();
    private final ManualClock clock = call.clock;
    private final FakeRealtimeModel model = call.model;
    private final FakeTools tools = call.tools;
    private final FakeLine line = call.line;
    private int items;

    @Test
    void theModelSaysTheGreetingInTheVeryWords() {
        call.begins(InterruptBy.MIN_WORDS);
        assertThat(model.news()).isEmpty();

        model.tells(new RealtimeEvent.Ready());

        assertThat(model.news()).containsExactly("say " + GREETING);
        model.answers("something else", 2_000);
        clock.advance(Duration.ofSeconds(3));
        assertThat(texts()).containsExactly(GREETING);
    }

    @Test
    void theCallersTurnIsAnsweredBeforeItsWordsAreKnown() {
        greeted(InterruptBy.MIN_WORDS);

        var item = callerSpeaks();

        assertThat(model.news()).containsExactly("Answer[mayAct=true]");
        model.tells(new RealtimeEvent.Transcribed(item, "When do you open?"));
        model.answers("At nine.", 1_000);
        clock.advance(Duration.ofSeconds(2));
        assertThat(texts()).containsExactly(GREETING, "When do you open?", "At nine.");
        assertThat(model.news()).isEmpty();
    }

    @Test
    void twoTurnsThatTheNextSessionHearsAsOneAreAnswered() {
        call.begins(InterruptBy.NEVER);
        model.tells(new RealtimeEvent.Ready());
        model.begins();
        model.says(GREETING, 4_000);
        clock.advance(Duration.ofMillis(500));
        callerSpeaks();
        model.tells(new RealtimeEvent.VoiceBegan(4_000));
        model.tells(new RealtimeEvent.Lost("reset", true));
        clock.advance(Duration.ofMillis(200));
        model.tells(new RealtimeEvent.Ready());
        var both = callerSpeaks();
        model.tells(new RealtimeEvent.Transcribed(both, "When do you open, and where?"));
        model.news();

        clock.advance(Duration.ofSeconds(20));

        assertThat(model.news()).contains("Answer[mayAct=true]");
        assertThat(call.endings).isEmpty();
        assertThat(call.conversation.describe()).doesNotContain("caller");
        assertThat(texts()).contains("When do you open, and where?");
    }

    @Test
    void whatHadToWaitIsNotForgottenWhereTheRestOfAnAnswerNeverComes() {
        greeted(InterruptBy.NEVER);
        callerSpeaks();
        model.begins();
        model.says("We are open from nine", 2_000);
        callerSpeaks();
        call.conversation.pressed('2');
        model.tells(new RealtimeEvent.Lost("dropped", true));
        clock.advance(Duration.ofMillis(3_500));
        model.tells(new RealtimeEvent.Ready());
        model.news();

        clock.advance(Duration.ofSeconds(8));

        assertThat(texts()).endsWith("We are open from nine", "[keys pressed: 2]");
        assertThat(model.news())
                .as("the new session does not find it again")
                .containsExactly("say Sorry, that went wrong.");
    }

    @Test
    void anAnswerToNoiseIsCalledOff() {
        greeted(InterruptBy.MIN_WORDS);
        var item = callerSpeaks();
        model.begins();
        model.news();

        model.tells(new RealtimeEvent.Transcribed(item, ""));
        model.says("Pardon?", 500);
        model.ends(How.CANCELLED);
        clock.advance(Duration.ofSeconds(2));

        assertThat(model.news()).containsExactly("cancel");
        assertThat(texts()).containsExactly(GREETING);
        assertThat(line.lateAudio).isZero();
    }

    @Test
    void theModelForgetsWhatTheCallerDidNotHear() {
        greeted(InterruptBy.ANY_SPEECH);
        callerSpeaks();
        model.begins();
        model.says("We are open from nine to five, and on Saturday until noon.", 4_000);
        clock.advance(Duration.ofSeconds(1));
        model.news();

        callerSpeaks();

        assertThat(model.news()).as("the answer is still under way").containsExactly("cancel");
        model.says(" And so on.", 1_000);
        model.ends(How.CANCELLED);
        var told = model.news();
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).startsWith("truncate item2 ");
        assertThat(Integer.parseInt(told.get(0).split(" ")[2])).isBetween(900, 1_000);
        assertThat(told.get(1)).isEqualTo("Answer[mayAct=true]");
        assertThat(line.lateAudio).isZero();
        assertThat(texts().getLast()).startsWith("We are open").doesNotContain("noon");
    }

    @Test
    void anAnswerThatWasCompletelyDeliveredIsTruncatedAtOnce() {
        greeted(InterruptBy.ANY_SPEECH);
        callerSpeaks();
        model.answers("We are open from nine to five, and on Saturday until noon.", 4_000);
        clock.advance(Duration.ofSeconds(1));
        model.news();

        model.tells(new RealtimeEvent.VoiceBegan(8_000));

        assertThat(model.news()).singleElement().asString().startsWith("truncate item2 ");
    }

    @Test
    void wordsThatAreTooFewDoNotInterruptAndTheAgentGoesOn() {
        greeted(InterruptBy.MIN_WORDS);
        callerSpeaks();
        model.answers("We are open from nine to five, and on Saturday until noon.", 4_000);
        clock.advance(Duration.ofSeconds(1));
        model.news();

        model.tells(new RealtimeEvent.VoiceBegan(8_000));
        clock.advance(Duration.ofMillis(300));
        var item = voiceEnds();
        clock.advance(Duration.ofMillis(400));
        model.tells(new RealtimeEvent.Transcribed(item, "mhm"));
        clock.advance(Duration.ofSeconds(6));

        assertThat(model.news()).isEmpty();
        assertThat(texts().getLast()).isEqualTo("We are open from nine to five, and on Saturday until noon.");
    }

    @Test
    void aVoiceThatLastsAsLongAsTheWordsInterrupts() {
        greeted(InterruptBy.MIN_WORDS);
        callerSpeaks();
        model.answers("We are open from nine to five, and on Saturday until noon.", 6_000);
        clock.advance(Duration.ofSeconds(1));
        model.news();

        model.tells(new RealtimeEvent.VoiceBegan(8_000));
        clock.advance(Duration.ofMillis(1_500));

        assertThat(line.cuts).isNotEmpty();
        assertThat(model.news()).singleElement().asString().startsWith("truncate item2 ");
        voiceEnds();
        assertThat(model.news()).containsExactly("Answer[mayAct=true]");
    }

    @Test
    void toolsRunHereAndTheModelIsAskedOnWithTheirAnswers() {
        greeted(InterruptBy.MIN_WORDS);
        callerSpeaks();
        model.news();
        model.begins();
        model.says("I will look.", 800);
        model.wantsTool("find_table");
        assertThat(tools.running).as("the response is still under way").isEmpty();
        model.ends(How.COMPLETE);

        assertThat(model.news()).isEmpty();
        tools.running.get("find_table").complete(new ToolOutcome("{\"free\":3}", false, false));

        assertThat(model.news()).containsExactly("tool call-find_table {\"free\":3}", "Answer[mayAct=true]");
        model.answers("There are three.", 1_000);
        clock.advance(Duration.ofSeconds(4));
        assertThat(texts().getLast()).isEqualTo("I will look. There are three.");
    }

    @Test
    void aSlowToolIsBridgedByASentenceAndTheAnswerWaitsForItsEnd() {
        greeted(InterruptBy.MIN_WORDS);
        callerSpeaks();
        model.begins();
        model.wantsTool("find_table");
        model.ends(How.COMPLETE);
        model.news();

        clock.advance(Duration.ofMillis(1_100));
        assertThat(model.news()).containsExactly("say Let me look at the book.");
        model.begins();
        tools.running.get("find_table").complete(new ToolOutcome("{\"free\":3}", false, false));
        assertThat(model.news()).as("one response at a time").isEmpty();
        model.says("Let me look at the book.", 1_000);
        model.ends(How.COMPLETE);

        assertThat(model.news()).containsExactly("tool call-find_table {\"free\":3}", "Answer[mayAct=true]");
    }

    @Test
    void keysAreToldToTheModel() {
        greeted(InterruptBy.MIN_WORDS);

        call.conversation.pressed('4');
        call.conversation.pressed('2');
        call.conversation.pressed('#');

        assertThat(model.news()).containsExactly("entered [keys pressed: 42]", "Answer[mayAct=true]");
    }

    @Test
    void aPictureIsShownToTheModelWithTheNextThingAskedOfIt() {
        greeted(InterruptBy.MIN_WORDS);

        assertThat(call.conversation.shown("data:image/png;base64,AAAA")).isTrue();
        assertThat(model.news()).isEmpty();
        call.conversation.prompted();

        assertThat(model.news()).containsExactly("shown data:image/png;base64,AAAA", "Answer[mayAct=true]");
        assertThat(call.conversation.transcript().getLast().text()).isEqualTo("[shows a picture]");
    }

    @Test
    void theCallerIsNotTakenForSilentWhileSpeakingAtLength() {
        greeted(InterruptBy.MIN_WORDS);

        model.tells(new RealtimeEvent.VoiceBegan(3_000));
        clock.advance(Duration.ofSeconds(60));

        assertThat(model.news()).isEmpty();
    }

    @Test
    void aSilentCallerIsSpokenTo() {
        greeted(InterruptBy.MIN_WORDS);

        clock.advance(Dialogue.SILENCE.plusSeconds(1));

        assertThat(model.news()).containsExactly("say Are you still there?");
    }

    @Test
    void anotherSessionIsOpenedWhereOneIsLostAndTheQuestionIsAskedAgain() {
        greeted(InterruptBy.MIN_WORDS);
        var item = callerSpeaks();
        model.tells(new RealtimeEvent.Transcribed(item, "When do you open?"));
        model.news();

        model.tells(new RealtimeEvent.Lost("dropped", true));
        clock.advance(Duration.ofMillis(200));
        assertThat(model.sessions).hasSize(2);
        model.tells(new RealtimeEvent.Ready());

        assertThat(model.news())
                .as("instructions, greeting and question")
                .containsExactly("close", "remember 3", "Answer[mayAct=true]");
        assertThat(model.sessions.getLast().history()).hasSize(1);
    }

    @Test
    void theCallEndsWithAReasonWhereTheModelIsGoneForGood() {
        greeted(InterruptBy.MIN_WORDS);

        model.tells(new RealtimeEvent.Lost("no such deployment", false));
        clock.advance(Duration.ofSeconds(2));

        assertThat(call.endings).containsExactly(Ending.FAILED);
    }

    @Test
    void aModelThatDoesNotAnswerIsApologisedFor() {
        greeted(InterruptBy.MIN_WORDS);
        callerSpeaks();
        model.begins();
        model.news();

        clock.advance(Duration.ofSeconds(4));

        assertThat(model.news()).containsExactly("cancel");
        model.ends(How.CANCELLED);
        assertThat(model.news()).containsExactly("say Sorry, that went wrong.");
    }

    private void greeted(InterruptBy by) {
        call.begins(by);
        model.tells(new RealtimeEvent.Ready());
        model.answers(GREETING, 2_000);
        clock.advance(Duration.ofSeconds(3));
        model.news();
    }

    /** The caller says something of half a second; the item it becomes. */
    private String callerSpeaks() {
        model.tells(new RealtimeEvent.VoiceBegan(3_000));
        clock.advance(Duration.ofMillis(500));
        return voiceEnds();
    }

    private String voiceEnds() {
        var item = "heard" + ++items;
        model.tells(new RealtimeEvent.VoiceEnded(3_500));
        model.tells(new RealtimeEvent.TurnCommitted(item));
        return item;
    }

    private List<String> texts() {
        return call.conversation.transcript().stream()
                .map(TranscriptEntry::text)
                .toList();
    }
}
