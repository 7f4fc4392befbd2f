package dev.parley.emulator.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.thinking.Question.ToolUse;
import dev.parley.emulator.thinking.Thought;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEvent;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A user who types: orders and shapes of what a session tells; every event is held against the official client's classes. */
class TypedConversationTest {
    private static final String TEXT =
            "{'type':'session.update','session':{'type':'realtime','output_modalities':['text'],"
                    + "'instructions':'You are Nora of Harbour Lane Clinic. We are open Monday to Friday from nine to five.'}}";
    private static final String TOOL =
            "{'type':'session.update','session':{'type':'realtime','tools':[{'type':'function',"
                    + "'name':'look_up_order','description':'Looks up an order by its number.','parameters':{'type':'object',"
                    + "'properties':{'order_id':{'type':'string','description':'Order number'}},'required':['order_id']}}]}}";

    private final Client client = new Client();

    @Test
    void beginsWithTheWholeSession() {
        JsonObject session = client.last("session.created").getJsonObject("session");

        assertThat(session.getString("id")).startsWith("sess_");
        assertThat(session.getString("model")).isEqualTo("gpt-realtime");
        assertThat(session.getJsonNumber("expires_at").longValue())
                .isGreaterThan(System.currentTimeMillis() / 1000 + 3_500);
        assertThat(session.getJsonObject("audio").getJsonObject("input").getJsonObject("turn_detection"))
                .containsKeys("threshold", "prefix_padding_ms", "silence_duration_ms", "create_response");
    }

    @Test
    void keepsWhatAnUpdateDoesNotName() {
        client.send(TEXT)
                .send(
                        "{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':null}}}}");

        JsonObject session = client.last("session.updated").getJsonObject("session");
        assertThat(session.getString("instructions")).startsWith("You are Nora");
        assertThat(session.getJsonObject("audio").getJsonObject("input").get("turn_detection"))
                .isEqualTo(JsonValue.NULL);
        assertThat(session.getJsonObject("audio").getJsonObject("output").getString("voice"))
                .isEqualTo("alloy");
    }

    @Test
    void answersInWordsInTheOrderOfTheService() {
        client.send(TEXT);
        client.forget();
        client.types("When are you open?");

        assertThat(client.types())
                .containsExactly(
                        "conversation.item.added",
                        "conversation.item.done",
                        "response.created",
                        "response.output_item.added",
                        "conversation.item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "conversation.item.done",
                        "response.output_item.done",
                        "response.done",
                        "rate_limits.updated");
        assertThat(client.joined("response.output_text.delta"))
                .isEqualTo(client.last("response.output_text.done").getString("text"))
                .contains("nine to five");
    }

    @Test
    void speaksAnAnswerThatCanBeHeard() {
        client.thinks(Thought.saying("The shop opens at nine.")).types("When?");

        var ear = new ToneDecoder(Client.RATE_HZ);
        short[] audio = client.audio();
        String heard = ear.hear(audio, 0, audio.length).stream()
                .filter(ToneEvent.Heard.class::isInstance)
                .map(event -> ((ToneEvent.Heard) event).word().text())
                .collect(Collectors.joining(" "));
        assertThat(heard).isEqualTo("The shop opens at nine.");
        assertThat(client.joined("response.output_audio_transcript.delta"))
                .isEqualTo(heard)
                .isEqualTo(client.last("response.output_audio_transcript.done").getString("transcript"));
        assertThat(client.types())
                .containsSubsequence(
                        "response.output_audio.done",
                        "response.output_audio_transcript.done",
                        "response.content_part.done",
                        "conversation.item.done",
                        "response.output_item.done",
                        "response.done");
        assertThat(response().getJsonObject("usage").getInt("output_tokens")).isPositive();
    }

    @Test
    void callsAFunctionAndSpeaksOfItsResultWhenAsked() {
        client.send(TOOL).types("Where is my order A-1042?");

        JsonObject call = response().getJsonArray("output").getJsonObject(0);
        assertThat(call.getString("type")).isEqualTo("function_call");
        assertThat(call.getString("arguments"))
                .isEqualTo("{\"order_id\":\"A-1042\"}")
                .isEqualTo(client.joined("response.function_call_arguments.delta"))
                .isEqualTo(client.last("response.function_call_arguments.done").getString("arguments"));

        client.send("{'type':'conversation.item.create','item':{'type':'function_call_output','call_id':'"
                + call.getString("call_id") + "','output':'{\\'status\\':\\'in transit\\'}'}}");
        assertThat(client.all("response.created")).hasSize(1);
        client.send("{'type':'response.create'}");
        assertThat(client.joined("response.output_audio_transcript.delta")).contains("in transit");
    }

    @Test
    void saysSomethingBeforeItCallsTwoFunctions() {
        client.thinks(Thought.calling(
                        "One moment.", List.of(new ToolUse("", "one", "{}"), new ToolUse("", "two", "{}"))))
                .types("Do both.");

        assertThat(client.all("response.output_item.done"))
                .extracting(event -> event.getInt("output_index"))
                .containsExactly(0, 1, 2);
        assertThat(response().getJsonArray("output").getValuesAs(JsonObject.class))
                .extracting(item -> item.getString("type"))
                .containsExactly("message", "function_call", "function_call");
    }

    @Test
    void overridesForOneResponseAlone() {
        client.thinks(Thought.saying("Written."))
                .send("{'type':'response.create','response':{'output_modalities':['text'],'conversation':'none',"
                        + "'metadata':{'topic':'aside'},'instructions':'Be brief.','input':[{'type':'message','role':'user',"
                        + "'content':[{'type':'input_text','text':'Aside'}]}]}}");

        assertThat(client.types()).doesNotContain("conversation.item.added");
        assertThat(response().getJsonObject("metadata").getString("topic")).isEqualTo("aside");
        assertThat(response().get("conversation_id")).isEqualTo(JsonValue.NULL);
        assertThat(client.log.entries().getLast().notes()).containsEntry("heard", "Aside");
    }

    @Test
    void stopsWhereItMayCostNoMore() {
        client.send("{'type':'session.update','session':{'type':'realtime','max_output_tokens':60}}")
                .thinks(Thought.saying("This is a long answer, and it would go on for quite a while if it could."))
                .types("Tell me.");

        assertThat(response().getString("status")).isEqualTo("incomplete");
        assertThat(response().getJsonObject("status_details").getString("reason"))
                .isEqualTo("max_output_tokens");
        assertThat(response().getJsonObject("usage").getInt("output_tokens")).isLessThanOrEqualTo(60);
        assertThat(client.joined("response.output_audio_transcript.delta"))
                .startsWith("This is a")
                .doesNotContain("could");
    }

    @Test
    void putsItemsWhereTheClientWantsThemAndTakesThemOut() {
        client.send(item("second", null)).send(item("first", "root"));
        assertThat(client.all("conversation.item.added").getLast().get("previous_item_id"))
                .isEqualTo(JsonValue.NULL);
        client.send(item("third", "first"));
        assertThat(client.last("conversation.item.added").getString("previous_item_id"))
                .isEqualTo("first");
        client.send("{'type':'conversation.item.retrieve','item_id':'third'}");
        assertThat(client.last("conversation.item.retrieved")
                        .getJsonObject("item")
                        .getString("id"))
                .isEqualTo("third");
        client.send("{'type':'conversation.item.delete','item_id':'third'}")
                .send("{'type':'conversation.item.retrieve','item_id':'third'}");
        assertThat(client.error()).isEqualTo("item_retrieve_invalid_item_id");
    }

    private static String item(String id, String after) {
        return "{'type':'conversation.item.create'," + (after == null ? "" : "'previous_item_id':'" + after + "',")
                + "'item':{'id':'" + id
                + "','type':'message','role':'user','content':[{'type':'input_text','text':'x'}]}}";
    }

    private JsonObject response() {
        return client.last("response.done").getJsonObject("response");
    }
}
