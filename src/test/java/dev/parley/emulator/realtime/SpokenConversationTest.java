package dev.parley.emulator.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.thinking.Thought;
import dev.parley.emulator.tone.ToneEncoder;
import jakarta.json.JsonObject;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A user who speaks: turns found by the service, interruptions, and what remains of a cut answer. */
class SpokenConversationTest {
    private static final String QUESTION = "When are you open?";

    private final Client client = new Client();

    @Test
    void findsATurnAndAnswersIt() {
        client.thinks(Thought.saying("At nine."));
        client.forget();
        client.silent(500).says(QUESTION);

        assertThat(client.types())
                .startsWith(
                        "input_audio_buffer.speech_started",
                        "input_audio_buffer.speech_stopped",
                        "input_audio_buffer.committed",
                        "conversation.item.added",
                        "conversation.item.done",
                        "response.created");
        long startMs = client.last("input_audio_buffer.speech_started").getInt("audio_start_ms");
        assertThat(startMs).isBetween(180L, 240L);
        String item = client.last("input_audio_buffer.speech_started").getString("item_id");
        assertThat(client.last("input_audio_buffer.speech_stopped").getString("item_id"))
                .isEqualTo(item);
        assertThat(client.last("input_audio_buffer.committed").getString("item_id"))
                .isEqualTo(item);
        assertThat(client.log.entries().getLast().notes()).containsEntry("heard", QUESTION);
    }

    @Test
    void takesNoiseForNoTurn() {
        var noise = new short[Client.RATE_HZ];
        var dice = new Random(7);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (short) (dice.nextGaussian() * 3_000);
        }
        client.silent(300).sends(noise).silent(1_000);
        assertThat(client.types()).doesNotContain("input_audio_buffer.speech_started");

        client.says(QUESTION);
        assertThat(client.log.entries().getLast().notes()).containsEntry("heard", QUESTION);
    }

    @Test
    void wantsLouderSpeechWhereTheThresholdIsHigh() {
        client.send(
                "{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':{'type':'server_vad',"
                        + "'threshold':1}}}}}");
        short[] quiet = ToneEncoder.encode(QUESTION, Client.RATE_HZ).pcm();
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] = (short) (quiet[i] / 20);
        }
        client.sends(quiet).silent(1_000);
        assertThat(client.types()).doesNotContain("input_audio_buffer.speech_started");
    }

    @Test
    void transcribesWhereItIsAskedTo() {
        client.says(QUESTION);
        assertThat(client.types()).doesNotContain("conversation.item.input_audio_transcription.completed");

        client.send("{'type':'session.update','session':{'type':'realtime','audio':{'input':{'transcription':{'model':"
                        + "'gpt-4o-transcribe'}}}}}")
                .says("And on Saturday?");
        JsonObject completed = client.last("conversation.item.input_audio_transcription.completed");
        assertThat(completed.getString("transcript")).isEqualTo("And on Saturday?");
        assertThat(client.joined("conversation.item.input_audio_transcription.delta"))
                .isEqualTo("And on Saturday?");
        assertThat(completed.getJsonObject("usage").getString("type")).isEqualTo("tokens");
    }

    @Test
    void understandsTheTelephonesFormats() {
        for (String format : new String[] {"audio/pcmu", "audio/pcma"}) {
            var caller = new G711Caller(format);
            assertThat(caller.understood()).isEqualTo(QUESTION);
        }
    }

    @Test
    void cancelsAnAnswerWhenTheUserBeginsToSpeak() {
        client.hold().types("Tell me a story.").says("Stop, please.");

        JsonObject cancelled = client.all("response.done").getFirst().getJsonObject("response");
        assertThat(cancelled.getString("status")).isEqualTo("cancelled");
        assertThat(cancelled.getJsonObject("status_details").getString("reason"))
                .isEqualTo("turn_detected");
        client.letGo();
        assertThat(client.all("response.done")).hasSize(2);
    }

    @Test
    void goesOnWhereItIsNotToBeInterrupted() {
        client.send(
                        "{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':{'type':'server_vad',"
                                + "'interrupt_response':false}}}}}")
                .hold()
                .types("Tell me a story.")
                .says("Go on.");

        assertThat(client.all("response.done")).isEmpty();
        assertThat(client.error()).isEqualTo("conversation_already_has_active_response");
    }

    @Test
    void createsNoResponseWhereNoneIsWanted() {
        client.send(
                        "{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':{'type':'semantic_vad',"
                                + "'create_response':false}}}}}")
                .says(QUESTION);

        assertThat(client.types()).contains("input_audio_buffer.committed").doesNotContain("response.created");
    }

    @Test
    void waitsLongerForWordsThatSoundUnfinished() {
        client.send(
                        "{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':{'type':'semantic_vad',"
                                + "'eagerness':'high'}}}}}")
                .says("I would like to");
        assertThat(client.types()).doesNotContain("input_audio_buffer.speech_stopped");

        client.silent(1_200);
        assertThat(client.types()).contains("input_audio_buffer.speech_stopped");
    }

    @Test
    void leavesTurnsToAClientThatWantsThem() {
        client.send("{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':null}}}}")
                .says(QUESTION);
        assertThat(client.types()).doesNotContain("input_audio_buffer.speech_started");

        client.send("{'type':'input_audio_buffer.commit'}");
        assertThat(client.types()).contains("input_audio_buffer.committed").doesNotContain("response.created");
        client.send("{'type':'response.create'}");
        assertThat(client.log.entries().getLast().notes()).containsEntry("heard", QUESTION);
    }

    @Test
    void forgetsAClearedBuffer() {
        client.send("{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':null}}}}")
                .says(QUESTION)
                .send("{'type':'input_audio_buffer.clear'}")
                .send("{'type':'input_audio_buffer.commit'}");

        assertThat(client.types()).contains("input_audio_buffer.cleared");
        assertThat(client.error()).isEqualTo("input_audio_buffer_commit_empty");
    }

    @Test
    void asksOfItselfWhenNobodySpeaksForLong() {
        client.send(
                        "{'type':'session.update','session':{'type':'realtime','audio':{'input':{'turn_detection':{'type':'server_vad',"
                                + "'idle_timeout_ms':5000}}}}}")
                .thinks(Thought.saying("Hello."))
                .types("Hi.");
        client.forget();
        client.silent(9_000);

        assertThat(client.types())
                .startsWith("input_audio_buffer.timeout_triggered", "input_audio_buffer.committed")
                .contains("response.done");
    }

    @Test
    void remembersOfACutAnswerWhatWasHeard() {
        client.thinks(Thought.saying("We are open from nine to five on weekdays."))
                .types(QUESTION);
        JsonObject item = client.last("response.output_item.done").getJsonObject("item");
        String id = item.getString("id");
        client.send(truncate(id, 1_500));
        assertThat(client.last("conversation.item.truncated").getInt("audio_end_ms"))
                .isEqualTo(1_500);

        client.send("{'type':'conversation.item.retrieve','item_id':'" + id + "'}");
        String kept = client.last("conversation.item.retrieved")
                .getJsonObject("item")
                .getJsonArray("content")
                .getJsonObject(0)
                .getString("transcript");
        assertThat("We are open from nine to five on weekdays.").startsWith(kept);
        assertThat(kept).contains("We are").doesNotContain("weekdays");
    }

    @Test
    void truncatesNothingButAudioThatWasSaid() {
        client.types("Hi.");
        String user = client.all("conversation.item.added")
                .getFirst()
                .getJsonObject("item")
                .getString("id");
        String answer =
                client.last("response.output_item.done").getJsonObject("item").getString("id");

        client.send(truncate(answer, 3_600_000));
        assertThat(client.last("error").getJsonObject("error").getString("message"))
                .contains("already shorter than");
        client.send(truncate(user, 10));
        assertThat(client.error()).isEqualTo("invalid_value");
        client.send(truncate("item_none", 10));
        assertThat(client.error()).isEqualTo("item_truncate_invalid_item_id");
    }

    private static String truncate(String item, long endMs) {
        return "{'type':'conversation.item.truncate','item_id':'" + item + "','content_index':0,'audio_end_ms':" + endMs
                + "}";
    }
}
