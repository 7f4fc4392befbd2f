package dev.parley.line.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.conversation.Caption;
import dev.parley.conversation.PieceId;
import dev.parley.conversation.TurnId;
import dev.parley.conversation.TurnReport;
import dev.parley.line.Talks;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The conversation in events of the Realtime protocol. */
class RealtimeWordingTest {
    private static final TurnId TURN = new TurnId(1);
    private static final PieceId PIECE = new PieceId(TURN, 0);

    private final RealtimeWording wording = new RealtimeWording();
    private final List<String> told = new ArrayList<>();

    @Test
    void anAnswerHasTheOrderThatClientsExpect() {
        begin();
        tell(new Caption.AgentSays(PIECE, "At nine."));
        told.addAll(wording.audio(PIECE, new byte[4]));
        end("At nine.", false);

        assertThat(types())
                .containsExactly(
                        "session.created",
                        "parley.call",
                        "response.created",
                        "response.output_item.added",
                        "conversation.item.added",
                        "response.content_part.added",
                        "response.output_audio_transcript.delta",
                        "response.output_audio.delta",
                        "response.output_audio.done",
                        "response.output_audio_transcript.done",
                        "response.content_part.done",
                        "conversation.item.done",
                        "response.output_item.done",
                        "response.done",
                        "parley.turn");
        assertThat(told.get(13)).contains("\"status\":\"completed\"");
        assertThat(told).doesNotHaveDuplicates();
    }

    @Test
    void whoTakesOverIsToldAsWhoBegan() {
        begin();
        told.clear();

        tell(new Caption.HandedOver("sales", "Sales desk", "r7"));

        assertThat(types()).containsExactly("parley.call");
        assertThat(told.getFirst())
                .contains("\"persona\":{\"id\":\"sales\",\"name\":\"Sales desk\",\"revision\":\"r7\"}");
    }

    @Test
    void aSoundWhileTheAgentIsHeardIsNotToldUntilItInterrupts() {
        begin();
        tell(new Caption.AgentSays(PIECE, "At nine."));
        told.addAll(wording.audio(PIECE, new byte[4]));
        told.clear();
        tell(new Caption.CallerSpeaks());
        assertThat(told).isEmpty();

        told.addAll(wording.stopped());
        end("At", true);

        assertThat(types())
                .startsWith("input_audio_buffer.speech_started")
                .endsWith("response.done", "parley.cut", "parley.turn");
        assertThat(told.get(types().indexOf("response.done"))).contains("\"cancelled\"", "\"turn_detected\"");
        assertThat(told.get(types().indexOf("parley.cut"))).contains("\"heard\":\"At\"");
    }

    @Test
    void whatIsStoppedByTheClientSaysSo() {
        begin();
        tell(new Caption.AgentSays(PIECE, "At nine."));
        assertThat(wording.cancels()).isTrue();
        told.addAll(wording.stopped());
        end("", true);

        assertThat(types()).contains("output_audio_buffer.cleared");
        assertThat(told.get(types().indexOf("response.done"))).contains("client_cancelled");
        assertThat(wording.cancels()).isFalse();
    }

    @Test
    void aToolOfTheClientEndsTheResponseAndWhatFollowsIsAnother() {
        begin();
        tell(new Caption.ToolCalled(TURN, "call_1", "show_map", "{\"at\":1}", true));
        tell(new Caption.ToolEnded(TURN, "call_1", "show_map", false));
        tell(new Caption.AgentSays(PIECE, "There."));
        end("There.", false);

        assertThat(types().stream().filter("response.created"::equals)).hasSize(2);
        assertThat(types().stream().filter("response.done"::equals)).hasSize(2);
        assertThat(told.get(types().indexOf("response.done"))).contains("function_call", "show_map", "call_1");
        assertThat(types()).contains("response.function_call_arguments.done");
    }

    @Test
    void whatTheCallerSaidIsAnItemWithItsWords() {
        told.addAll(wording.began(new Talks.Begun("call-1", "reception", "Reception", "r1")));
        tell(new Caption.CallerSpeaks());
        tell(new Caption.CallerQuiet());
        tell(new Caption.CallerSaid("When?", false));

        assertThat(types())
                .endsWith(
                        "input_audio_buffer.speech_started",
                        "input_audio_buffer.speech_stopped",
                        "input_audio_buffer.committed",
                        "conversation.item.added",
                        "conversation.item.done",
                        "conversation.item.input_audio_transcription.completed");
        assertThat(told.getLast()).contains("\"transcript\":\"When?\"");
    }

    private void begin() {
        told.addAll(wording.began(new Talks.Begun("call-1", "reception", "Reception", "r1")));
        tell(new Caption.TurnBegan(TURN, "caller"));
    }

    private void end(String heard, boolean cut) {
        var none = OptionalLong.empty();
        tell(new Caption.TurnEnded(
                new TurnReport(
                        TURN,
                        "caller",
                        cut ? "cut" : "heard",
                        false,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        none,
                        OptionalLong.of(420)),
                heard,
                cut));
    }

    private void tell(Caption caption) {
        told.addAll(wording.caption(caption));
    }

    private List<String> types() {
        return told.stream().map(RealtimeWordingTest::type).toList();
    }

    private static String type(String event) {
        try {
            return new ObjectMapper().readTree(event).get("type").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON: " + event, e);
        }
    }
}
