package dev.parley.emulator.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.emulator.realtime.wire.Preview;
import dev.parley.emulator.thinking.Thought;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

/** The deprecated generation: flat settings and older names over the same session. */
class PreviewTest {
    private final Client client = new Client(new Preview());

    @Test
    void showsAFlatSession() {
        client.send(
                "{'type':'session.update','session':{'modalities':['text','audio'],'instructions':'Be brief.','voice':'verse',"
                        + "'input_audio_format':'pcm16','output_audio_format':'g711_ulaw','input_audio_transcription':{'model':'whisper-1'},"
                        + "'turn_detection':{'type':'server_vad','silence_duration_ms':200},'temperature':0.7,'max_response_output_tokens':4096}}");

        assertThat(client.types()).startsWith("session.created", "conversation.created");
        JsonObject session = client.last("session.updated").getJsonObject("session");
        assertThat(session.getString("voice")).isEqualTo("verse");
        assertThat(session.getString("output_audio_format")).isEqualTo("g711_ulaw");
        assertThat(session.getJsonArray("modalities")).hasSize(2);
        assertThat(session.getJsonObject("turn_detection").getInt("silence_duration_ms"))
                .isEqualTo(200);
        assertThat(session.getJsonNumber("temperature").doubleValue()).isEqualTo(0.7);
        assertThat(session).doesNotContainKeys("type", "audio", "output_modalities");
    }

    @Test
    void speaksInItsOwnNames() {
        client.thinks(Thought.saying("At nine.")).types("When?");

        assertThat(client.types())
                .contains(
                        "conversation.item.created",
                        "response.audio_transcript.delta",
                        "response.audio.delta",
                        "response.audio.done",
                        "response.audio_transcript.done")
                .doesNotContain("conversation.item.added", "conversation.item.done", "response.output_audio.delta");
        JsonObject response = client.last("response.done").getJsonObject("response");
        assertThat(response.getString("output_audio_format")).isEqualTo("pcm16");
        assertThat(response.getJsonArray("output")
                        .getJsonObject(0)
                        .getJsonArray("content")
                        .getJsonObject(0)
                        .getString("type"))
                .isEqualTo("audio");
    }

    @Test
    void takesAnAssistantsTextAndRefusesWhatOnlyTheSuccessorKnows() {
        client.send(
                "{'type':'conversation.item.create','item':{'type':'message','role':'assistant','content':[{'type':'text',"
                        + "'text':'Hello.'}]}}");
        assertThat(client.last("conversation.item.created")
                        .getJsonObject("item")
                        .getJsonArray("content")
                        .getJsonObject(0)
                        .getString("type"))
                .isEqualTo("text");

        client.send("{'type':'session.update','session':{'output_modalities':['text']}}");
        assertThat(client.error()).isEqualTo("unknown_parameter");
        client.send("{'type':'session.update','session':{'temperature':1.5}}");
        assertThat(client.error()).isEqualTo("decimal_above_max_value");
    }
}
