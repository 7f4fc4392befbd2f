package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona.InterruptBy;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.realtime.FakeRealtimeModel;
import dev.parley.realtime.RealtimeEvent;
import dev.parley.realtime.RealtimeEvent.How;
import dev.parley.realtime.RealtimeModel.Setup;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model that hears and speaks hands the call to another persona: by its session, by another one, by another engine. */
class SpeechToSpeechHandOffTest {
    private static final String WANTED = "Sales, please.";
    private static final String ACCEPTED = "tool call-%s {\"status\":\"handed over, the other agent speaks next\"}";

    private final SpeechToSpeechCall call = new SpeechToSpeechCall();
    private final FakeRealtimeModel model = call.model;
    private final FakeEngine cascade = new FakeEngine(call.clock);

    @Test
    void theSessionGoesOnWhereTheVoiceIsTheSame() {
        asked();
        callerIsTranscribed();
        model.news();

        handsOver("hand_off_to_twin");

        assertThat(model.sessions).hasSize(1);
        assertThat(model.news())
                .containsExactly("change 2 6", ACCEPTED.formatted("hand_off_to_twin"), "Answer[mayAct=true]");
        answers("Twin here, go on.");
        assertThat(who()).containsExactly("reception", "", "twin");
    }

    @Test
    void anotherVoiceNeedsAnotherSessionWhichKnowsWhatWasSaid() {
        asked();
        callerIsTranscribed();

        handsOver("hand_off_to_sales");

        assertThat(model.sessions).extracting(Setup::voice).containsExactly("marin", "cedar");
        assertThat(((ChatMessage.Instructions)
                                model.sessions.getLast().history().getFirst())
                        .text())
                .isEqualTo("You are sales.");
        assertThat(model.sessions.getLast().tools())
                .extracting(ToolSchema::name)
                .contains("hand_off_to_desk");
        model.news();
        model.tells(new RealtimeEvent.Ready());
        assertThat(model.news()).containsExactly("remember 6", "Answer[mayAct=true]");
        answers("Sales here, what can I sell you?");
        assertThat(who()).containsExactly("reception", "", "sales");
    }

    @Test
    void whoLeavesIsHeardOutBeforeTheVoiceChanges() {
        asked();
        callerIsTranscribed();
        model.begins();
        model.says("I connect you.", 1_500);
        model.wantsTool("hand_off_to_sales");
        model.ends(How.COMPLETE);
        assertThat(model.sessions).hasSize(1);

        call.clock.advance(Duration.ofSeconds(2));
        assertThat(model.sessions).hasSize(2);
    }

    @Test
    void anotherEngineGoesOnOnceTheCallersWordsAreKnown() {
        asked();

        handsOver("hand_off_to_desk");
        assertThat(cascade.asked).as("the words are still to come").isEmpty();

        callerIsTranscribed();
        assertThat(cascade.asked).hasSize(1);
        assertThat(cascade.asked.getFirst().history()).contains(new ChatMessage.Caller(WANTED));
        assertThat(model.news()).contains("close");
    }

    @Test
    void theModelTakesACallOverFromTheOtherEngine() {
        asked();
        callerIsTranscribed();
        handsOver("hand_off_to_desk");
        model.news();

        var turn = cascade.thinking().orElseThrow();
        cascade.tell(new EngineEvent.ToolsWanted(turn, List.of(new ToolCall("call-1", "hand_off_to_sales", "{}"))));
        cascade.tell(new EngineEvent.AnswerEnded(turn, EngineEvent.Ending.TOOLS, 10, 5));

        assertThat(cascade.closed).isTrue();
        assertThat(model.sessions).extracting(Setup::voice).containsExactly("marin", "cedar");
        assertThat(model.sessions.getLast().history()).contains(new ChatMessage.Caller(WANTED));
        model.tells(new RealtimeEvent.Ready());
        assertThat(model.news()).contains("Answer[mayAct=true]");
        answers("Sales here, what can I sell you?");
        assertThat(who()).containsExactly("reception", "", "sales");
    }

    @Test
    void wordsThatNobodyTellsAreNotWaitedForForEver() {
        asked();
        handsOver("hand_off_to_desk");

        call.clock.advance(Duration.ofSeconds(10));

        assertThat(cascade.asked).hasSize(1);
    }

    @Test
    void whatIsSaidWhileAnotherEngineIsToGoOnIsAnsweredByIt() {
        asked();
        callerIsTranscribed();
        model.begins();
        model.says("I connect you to the desk, one moment please.", 3_000);
        model.wantsTool("hand_off_to_desk");
        model.ends(How.COMPLETE);
        call.clock.advance(Duration.ofSeconds(1));
        model.tells(new RealtimeEvent.VoiceBegan(9_000));
        call.clock.advance(Duration.ofSeconds(1));
        model.tells(new RealtimeEvent.VoiceEnded(10_000));
        model.tells(new RealtimeEvent.TurnCommitted("heard2"));
        call.clock.advance(Duration.ofSeconds(2));
        assertThat(cascade.asked).isEmpty();

        model.tells(new RealtimeEvent.Transcribed("heard2", "And a round one."));

        assertThat(cascade.asked).hasSize(1);
        assertThat(cascade.asked.getFirst().history()).endsWith(new ChatMessage.Caller("And a round one."));
    }

    @Test
    void whereNoSessionIsToBeHadForWhoTakesOverTheOtherEngineServes() {
        asked();
        callerIsTranscribed();
        handsOver("hand_off_to_sales");

        model.tells(new RealtimeEvent.Lost("no such deployment", false));

        assertThat(cascade.asked).hasSize(1);
        assertThat(((ChatMessage.Instructions)
                                cascade.asked.getFirst().history().getFirst())
                        .text())
                .isEqualTo("You are sales.");
    }

    @Test
    void nobodyTakesOverWhoIsGone() {
        asked();
        callerIsTranscribed();
        model.news();

        handsOver("hand_off_to_gone");

        assertThat(model.sessions).hasSize(1);
        assertThat(model.news().getFirst()).contains("nobody of that name can take over now");
    }

    private void asked() {
        call.begins(InterruptBy.MIN_WORDS, new BothEngines(model, cascade));
        model.tells(new RealtimeEvent.Ready());
        model.answers(SpeechToSpeechCall.GREETING, 2_000);
        call.clock.advance(Duration.ofSeconds(3));
        model.tells(new RealtimeEvent.VoiceBegan(3_000));
        model.tells(new RealtimeEvent.VoiceEnded(3_500));
        model.tells(new RealtimeEvent.TurnCommitted("heard1"));
    }

    private void callerIsTranscribed() {
        model.tells(new RealtimeEvent.Transcribed("heard1", WANTED));
    }

    private void handsOver(String tool) {
        model.begins();
        model.wantsTool(tool);
        model.ends(How.COMPLETE);
    }

    private void answers(String words) {
        model.answers(words, 1_500);
        call.clock.advance(Duration.ofSeconds(3));
    }

    private List<String> who() {
        return call.conversation.transcript().stream()
                .map(TranscriptEntry::persona)
                .map(persona -> persona.orElse(""))
                .toList();
    }
}
