package dev.parley.emulator.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every member of every event in every wrong shape: an error of the client, never one of the service. */
class WrongShapesTest {
    private static final List<JsonValue> WRONG = List.of(
            JsonValue.NULL,
            JsonValue.TRUE,
            Json.createValue(-7),
            Json.createValue(1e300),
            Json.createValue("x"),
            JsonValue.EMPTY_JSON_ARRAY,
            JsonValue.EMPTY_JSON_OBJECT,
            Json.createArrayBuilder().addNull().build());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'session.update','event_id':'e','session':{'type':'realtime','model':'gpt-realtime','instructions':'x',"
                        + "'output_modalities':['audio'],'audio':{'input':{'format':{'type':'audio/pcm','rate':24000},"
                        + "'transcription':{'model':'whisper-1','language':'en','prompt':'p'},'noise_reduction':{'type':'near_field'},"
                        + "'turn_detection':{'type':'server_vad','threshold':0.5,'prefix_padding_ms':300,'silence_duration_ms':500,"
                        + "'create_response':true,'interrupt_response':true,'idle_timeout_ms':null}},'output':{'format':{'type':"
                        + "'audio/pcm','rate':24000},'voice':'marin','speed':1.0}},'tools':[{'type':'function','name':'f','description':"
                        + "'d','parameters':{'type':'object','properties':{'id':{'type':'string','enum':['a']}},'required':['id']}}],"
                        + "'tool_choice':'auto','max_output_tokens':'inf','truncation':{'type':'retention_ratio','retention_ratio':0.8,"
                        + "'token_limits':{'post_instructions':9}},'tracing':{'workflow_name':'w'},'prompt':{'id':'p'},'include':["
                        + "'item.input_audio_transcription.logprobs'],'reasoning':{'effort':'low'},'parallel_tool_calls':true}}",
                "{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':{'type':'semantic_vad',"
                        + "'eagerness':'low'}}},'tools':[{'type':'function','name':'f'}],'tool_choice':{'type':'function','name':'f'}}}",
                "{'type':'input_audio_buffer.append','audio':'AAAA'}",
                "{'type':'conversation.item.create','previous_item_id':'root','item':{'id':'i','object':'realtime.item','type':"
                        + "'message','status':'completed','role':'user','content':[{'type':'input_text','text':'x'},{'type':'input_audio',"
                        + "'audio':'AAAAAA==','transcript':'t'},{'type':'input_image','image_url':'https://x/y','detail':'low'}]}}",
                "{'type':'conversation.item.create','item':{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}}",
                "{'type':'conversation.item.create','item':{'type':'function_call_output','call_id':'c','output':'{}'}}",
                "{'type':'conversation.item.truncate','item_id':'i','content_index':0,'audio_end_ms':5}",
                "{'type':'conversation.item.retrieve','item_id':'i'}",
                "{'type':'conversation.item.delete','item_id':'i'}",
                "{'type':'response.create','response':{'output_modalities':['text'],'instructions':'x','audio':{'output':{'voice':"
                        + "'ash','format':{'type':'audio/pcmu'}}},'tools':[],'tool_choice':'none','max_output_tokens':7,'conversation':"
                        + "'none','metadata':{'a':'b'},'input':[{'type':'item_reference','id':'i'},{'type':'message','role':'system',"
                        + "'content':[{'type':'input_text','text':'x'}]}]}}",
                "{'type':'response.cancel','response_id':'resp_1'}"
            })
    void areToldApart(String event) {
        var client = new Client();
        for (JsonValue wrong : mutations(Client.json(event.replace('\'', '"')))) {
            client.session.received(wrong.toString());
        }

        assertThat(client.all("error")).isNotEmpty().allSatisfy(error -> assertThat(
                        error.getJsonObject("error").getString("type"))
                .isEqualTo("invalid_request_error"));
    }

    /** The value with each of its members, however deep, replaced by each wrong one. */
    private static List<JsonValue> mutations(JsonValue value) {
        List<JsonValue> all = new ArrayList<>();
        if (value instanceof JsonObject object) {
            object.forEach((member, inner) -> {
                WRONG.forEach(wrong -> all.add(
                        Json.createObjectBuilder(object).add(member, wrong).build()));
                mutations(inner)
                        .forEach(each -> all.add(Json.createObjectBuilder(object)
                                .add(member, each)
                                .build()));
            });
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                int at = i;
                WRONG.forEach(wrong ->
                        all.add(Json.createArrayBuilder(array).set(at, wrong).build()));
                mutations(array.get(i))
                        .forEach(each -> all.add(
                                Json.createArrayBuilder(array).set(at, each).build()));
            }
        }
        return all;
    }
}
