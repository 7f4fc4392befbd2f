package dev.parley.realtime.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.realtime.Eagerness;
import dev.parley.realtime.RealtimeModel.Response;
import dev.parley.realtime.RealtimeModel.Setup;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What we send; shapes of azure-openai-realtime §2 and §3. */
class ClientEventsTest {
    @Test
    void aSessionIsSetSoThatItNeitherAnswersNorStopsByItself() {
        var setup = new Setup(
                List.of(new ChatMessage.Instructions("Be kind.")),
                "marin",
                List.of(new ToolSchema("look", "looks", "{\"type\":\"object\"}")),
                Locale.US,
                Duration.ofMillis(500),
                Optional.of(300));

        var session = json(ClientEvents.setup(setup, "whisper-1")).getJsonObject("session");

        assertThat(session.getString("instructions")).isEqualTo("Be kind.");
        assertThat(session.getInt("max_output_tokens")).isEqualTo(300);
        assertThat(session.getJsonObject("audio").toString())
                .contains("\"voice\":\"marin\"", "\"rate\":24000", "\"language\":\"en\"")
                .contains("\"create_response\":false", "\"interrupt_response\":false", "\"silence_duration_ms\":500");
        assertThat(session.getJsonArray("tools").getJsonObject(0).getJsonObject("parameters"))
                .isEqualTo(json("{\"type\":\"object\"}"));
    }

    @Test
    void aModelThatJudgesByWhatWasSaidIsToldHowEagerlyAndNothingOfQuiet() {
        var setup = new Setup(
                List.of(),
                "marin",
                List.of(),
                Locale.US,
                Duration.ofMillis(500),
                Optional.of(Eagerness.HIGH),
                Optional.empty());

        var detection = json(ClientEvents.setup(setup, "whisper-1"))
                .getJsonObject("session")
                .getJsonObject("audio")
                .getJsonObject("input")
                .getJsonObject("turn_detection");

        assertThat(detection)
                .isEqualTo(json("{\"type\":\"semantic_vad\",\"eagerness\":\"high\",\"create_response\":false,"
                        + "\"interrupt_response\":false}"));
    }

    @Test
    void whatWasSaidAndDoneBeforeIsTold() {
        var call = new ToolCall("c", "look", "{}");
        List<ChatMessage> history = List.of(
                new ChatMessage.Instructions("Be kind."),
                new ChatMessage.Caller("Look."),
                new ChatMessage.Agent("", List.of(call)),
                new ChatMessage.ToolAnswer("c", "found"),
                new ChatMessage.Agent("Here.", List.of()));

        var items = ClientEvents.history(history).stream()
                .map(event -> json(event).getJsonObject("item"))
                .toList();

        assertThat(items)
                .extracting(item -> item.getString("type") + " " + item.getString("role", ""))
                .containsExactly("message user", "function_call ", "function_call_output ", "message assistant");
    }

    @Test
    void aPictureIsAMessageOfTheUser() {
        assertThat(json(ClientEvents.shown("data:image/png;base64,AAAA")))
                .isEqualTo(
                        json(
                                "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\","
                                        + "\"content\":[{\"type\":\"input_image\",\"image_url\":\"data:image/png;base64,AAAA\"}]}}"));
    }

    @Test
    void certainWordsAreOrderedAsInstructionsAndWithoutTools() {
        var response = json(ClientEvents.respond(new Response.Words("Good \"day\"."), "", "respond-1"))
                .getJsonObject("response");

        assertThat(response.getString("instructions")).endsWith("\nGood \"day\".");
        assertThat(response.getString("tool_choice")).isEqualTo("none");
    }

    @Test
    void audioIsBase64() {
        assertThat(json(ClientEvents.audio(new byte[] {1, 2, 3, 4})).getString("audio"))
                .isEqualTo("AQIDBA==");
    }

    private static JsonObject json(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
