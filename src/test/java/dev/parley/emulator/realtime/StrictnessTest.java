package dev.parley.emulator.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.faults.Limit;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client does wrong is told it with the id of its event, and the session goes on. */
class StrictnessTest {
    private final Client client = new Client();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'session.upgrade','event_id':'e1'}|invalid_value|type",
                "{'event_id':'e1'}|missing_required_parameter|type",
                "{'type':'session.update','event_id':'e1'}|missing_required_parameter|session",
                "{'type':'session.update','event_id':'e1','session':{}}|missing_required_parameter|session.type",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','voice':'ash'}}|unknown_parameter|session.voice",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','temperature':0.8}}|unknown_parameter|session.temperature",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','model':'gpt-9'}}|cannot_update_model|session.model",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','max_output_tokens':5000}}|integer_above_max_value|session.max_output_tokens",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','output_modalities':['text','audio']}}|invalid_value|session.output_modalities",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','audio':{'output':{'voice':'bob'}}}}|invalid_value|session.audio.output.voice",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','audio':{'input':{'format':{'type':'audio/pcm','rate':16000}}}}}|integer_below_min_value|session.audio.input.format.rate",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','audio':{'input':{'turn_detection':{'type':'server_vad','idle_timeout_ms':10}}}}}|integer_below_min_value|session.audio.input.turn_detection.idle_timeout_ms",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','tools':[{'type':'function','name':'a b'}]}}|invalid_value|session.tools[0].name",
                "{'type':'session.update','event_id':'e1','session':{'type':'realtime','tool_choice':{'type':'function','name':'none'}}}|invalid_value|session.tool_choice",
                "{'type':'input_audio_buffer.append','event_id':'e1','audio':'not base64!'}|invalid_value|audio",
                "{'type':'input_audio_buffer.append','event_id':'e1','audio':'AAAA'}|invalid_value|audio",
                "{'type':'input_audio_buffer.append','event_id':'e1','audio':7}|invalid_type|audio",
                "{'type':'conversation.item.create','event_id':'e1','item':{'type':'message','role':'robot','content':[]}}|invalid_value|item.role",
                "{'type':'conversation.item.create','event_id':'e1','item':{'type':'message','role':'user','content':[{'type':'output_text','text':'x'}]}}|invalid_value|item.content[0].type",
                "{'type':'conversation.item.create','event_id':'e1','item':{'type':'function_call_output','call_id':'call_x','output':'{}'}}|invalid_tool_call_id|item.call_id",
                "{'type':'conversation.item.truncate','event_id':'e1','item_id':'x'}|missing_required_parameter|content_index",
                "{'type':'response.create','event_id':'e1','response':{'conversation':'both'}}|invalid_value|response.conversation",
            })
    void namesWhatIsWrong(String event, String code, String param) {
        client.send(event);

        JsonObject error = client.last("error").getJsonObject("error");
        assertThat(error.getString("code")).isEqualTo(code);
        assertThat(error.getString("param")).isEqualTo(param);
        assertThat(error.getString("event_id")).isEqualTo("e1");
        assertThat(client.types("Hi.").types()).contains("response.done");
    }

    @Test
    void tellsOfTextThatIsNoJson() {
        client.send("{'type':").send("[]").send("7");

        assertThat(client.all("error")).hasSize(3);
        assertThat(client.error()).isEqualTo("invalid_json");
    }

    @Test
    void commitsNoEmptyBufferAndCancelsNothing() {
        client.send("{'type':'input_audio_buffer.commit','event_id':'e1'}");
        assertThat(client.error()).isEqualTo("input_audio_buffer_commit_empty");
        client.send("{'type':'response.cancel','event_id':'e2'}");
        assertThat(client.error()).isEqualTo("response_cancel_not_active");
    }

    @Test
    void makesOneResponseAtATime() {
        client.hold().types("Hi.").send("{'type':'response.create','event_id':'e2'}");
        assertThat(client.error()).isEqualTo("conversation_already_has_active_response");

        client.send("{'type':'response.cancel'}");
        JsonObject response = client.last("response.done").getJsonObject("response");
        assertThat(response.getJsonObject("status_details").getString("reason")).isEqualTo("client_cancelled");
        client.letGo();
        assertThat(client.all("response.done")).hasSize(1);
        assertThat(client.all("response.output_audio.delta")).isEmpty();
    }

    @Test
    void keepsItsVoiceOnceItWasHeard() {
        client.send(voice("coral")).types("Hi.").send(voice("sage"));

        assertThat(client.error()).isEqualTo("cannot_update_voice");
        client.send(voice("coral"));
        assertThat(client.all("session.updated")).hasSize(2);
    }

    @Test
    void endsWhenItsTimeIsOver() {
        client.timers.getFirst().run();

        assertThat(client.error()).isEqualTo("session_expired");
        assertThat(client.closedWith).isEqualTo(1001);
        client.forget();
        assertThat(client.types("Hi.").told()).isEmpty();
    }

    @Test
    void failsAResponseThatAFaultStrikes() {
        client.faults.add(fault(FaultKind.THROTTLE));
        client.types("Hi.");
        assertThat(failure()).isEqualTo("rate_limit_exceeded");
        client.faults.add(fault(FaultKind.REFUSE));
        client.types("Hi.");
        assertThat(failure()).isEqualTo("server_error");
        client.faults.add(fault(FaultKind.RESET));
        client.types("Hi.");
        assertThat(client.played).extracting(Fault::kind).containsExactly(FaultKind.RESET);
        client.types("Hi.");
        assertThat(client.last("response.done").getJsonObject("response").getString("status"))
                .isEqualTo("completed");
    }

    private String failure() {
        return client.last("response.done")
                .getJsonObject("response")
                .getJsonObject("status_details")
                .getJsonObject("error")
                .getString("code");
    }

    private static Fault fault(FaultKind kind) {
        var limits = Map.of(Limit.MOMENT, "response", Limit.DEPLOYMENT, "gpt-realtime");
        return new Fault(AzureService.REALTIME, kind, Optional.empty(), limits, 0, 0, 1, 1);
    }

    private static String voice(String name) {
        return "{'type':'session.update','session':{'type':'realtime','audio':{'output':{'voice':'" + name + "'}}}}";
    }
}
