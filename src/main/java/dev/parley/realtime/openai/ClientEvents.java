package dev.parley.realtime.openai;

import static dev.parley.web.Json.JSON;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.ToolCall;
import dev.parley.agents.ToolSchema;
import dev.parley.realtime.RealtimeModel;
import dev.parley.realtime.RealtimeModel.Response;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;

/** Writes what we send: azure-openai-realtime §2 and §3. */
final class ClientEvents {
    private static final String EXACTLY =
            "Say exactly the following text, word for word, in a natural voice. Add nothing,"
                    + " leave nothing out, do not answer it:\n";

    private static final String GO_ON =
            "\n\nYour last answer broke off in the middle. Go on with it from there with the very next word, as if nothing had"
                    + " happened: repeat nothing, excuse nothing. So much of it was heard:\n";

    private ClientEvents() {}

    static String setup(RealtimeModel.Setup setup, String transcription) {
        return update(setup, transcription, JSON.createObjectBuilder().add("voice", setup.voice()));
    }

    /** Of a session that may have spoken: its voice cannot be set any more (azure-openai-realtime §3). */
    static String change(RealtimeModel.Setup setup, String transcription) {
        return update(setup, transcription, JSON.createObjectBuilder());
    }

    private static String update(RealtimeModel.Setup setup, String transcription, JsonObjectBuilder output) {
        var pcm = JSON.createObjectBuilder().add("type", "audio/pcm").add("rate", RealtimeModel.FORMAT.sampleRateHz());
        var format = pcm.build();
        var input = JSON.createObjectBuilder()
                .add("format", format)
                .add(
                        "transcription",
                        JSON.createObjectBuilder()
                                .add("model", transcription)
                                .add("language", setup.language().getLanguage()))
                .add("turn_detection", TurnDetection.of(setup.endOfSpeech(), setup.eagerness(), false));
        output.add("format", format);
        var session = JSON.createObjectBuilder()
                .add("type", "realtime")
                .add("instructions", instructions(setup.history()))
                .add("output_modalities", JSON.createArrayBuilder().add("audio"))
                .add("audio", JSON.createObjectBuilder().add("input", input).add("output", output))
                .add("tools", tools(setup.tools()));
        setup.mostTokens().ifPresent(most -> session.add("max_output_tokens", most));
        return text(event("session.update").add("session", session));
    }

    static String instructions(List<ChatMessage> history) {
        var texts = new ArrayList<String>();
        for (var message : history) {
            if (message instanceof ChatMessage.Instructions instructions) {
                texts.add(instructions.text());
            }
        }
        return String.join("\n\n", texts);
    }

    private static JsonArrayBuilder tools(List<ToolSchema> tools) {
        var array = JSON.createArrayBuilder();
        for (var tool : tools) {
            try (JsonReader parameters = JSON.createReader(new StringReader(tool.parameters()))) {
                array.add(JSON.createObjectBuilder()
                        .add("type", "function")
                        .add("name", tool.name())
                        .add("description", tool.description())
                        .add("parameters", parameters.readObject()));
            }
        }
        return array;
    }

    /** The same items as {@link #history}, but in front of all others of the session. */
    static List<String> before(List<ChatMessage> history, Supplier<String> ids) {
        var events = new ArrayList<String>();
        var previous = "root";
        for (var event : history(history)) {
            var id = ids.get();
            try (JsonReader reader = JSON.createReader(new StringReader(event))) {
                var parsed = reader.readObject();
                var item =
                        JSON.createObjectBuilder(parsed.getJsonObject("item")).add("id", id);
                events.add(text(JSON.createObjectBuilder(parsed)
                        .add("previous_item_id", previous)
                        .add("item", item)));
            }
            previous = id;
        }
        return events;
    }

    /** What was said and done before this session. */
    static List<String> history(List<ChatMessage> history) {
        var events = new ArrayList<String>();
        for (var message : history) {
            switch (message) {
                case ChatMessage.Instructions instructions -> {
                    // the session has its own
                }
                case ChatMessage.Caller caller -> said("user", "input_text", caller.text(), events);
                case ChatMessage.Agent agent -> {
                    said("assistant", "output_text", agent.text(), events);
                    agent.toolCalls().forEach(call -> events.add(called(call)));
                }
                case ChatMessage.ToolAnswer answer -> events.add(toolAnswered(answer.toolCallId(), answer.content()));
            }
        }
        return events;
    }

    private static void said(String role, String type, String text, List<String> events) {
        if (!text.isBlank()) {
            events.add(message(role, type, text));
        }
    }

    private static String called(ToolCall call) {
        return item(JSON.createObjectBuilder()
                .add("type", "function_call")
                .add("call_id", call.id())
                .add("name", call.name())
                .add("arguments", call.arguments()));
    }

    /** Not through a JSON tree: this is the path of every batch of audio. */
    static String audio(byte[] pcm) {
        return "{\"type\":\"input_audio_buffer.append\",\"audio\":\""
                + Base64.getEncoder().encodeToString(pcm) + "\"}";
    }

    static String entered(String text) {
        return message("user", "input_text", text);
    }

    static String shown(String picture) {
        return message(
                "user", JSON.createObjectBuilder().add("type", "input_image").add("image_url", picture));
    }

    private static String message(String role, String type, String text) {
        return message(role, JSON.createObjectBuilder().add("type", type).add("text", text));
    }

    private static String message(String role, JsonObjectBuilder content) {
        return item(JSON.createObjectBuilder()
                .add("type", "message")
                .add("role", role)
                .add("content", JSON.createArrayBuilder().add(content)));
    }

    static String toolAnswered(String callId, String content) {
        return item(JSON.createObjectBuilder()
                .add("type", "function_call_output")
                .add("call_id", callId)
                .add("output", content));
    }

    private static String item(JsonObjectBuilder item) {
        return text(event("conversation.item.create").add("item", item));
    }

    /**
     * @param instructions of the session, which those of a response displace
     * @param eventId comes back with an error
     */
    static String respond(Response wanted, String instructions, String eventId) {
        var response = JSON.createObjectBuilder();
        switch (wanted) {
            case Response.Answer answer -> response.add("tool_choice", answer.mayAct() ? "auto" : "none");
            case Response.GoOn rest ->
                response.add("tool_choice", rest.mayAct() ? "auto" : "none")
                        .add("instructions", instructions + GO_ON + "\"" + rest.said() + "\"");
            case Response.Words words ->
                response.add("tool_choice", "none").add("instructions", EXACTLY + words.text());
        }
        return text(event("response.create").add("event_id", eventId).add("response", response));
    }

    static String cancel(String eventId) {
        return text(event("response.cancel").add("event_id", eventId));
    }

    static String truncate(String itemId, long heardMs, String eventId) {
        return text(event("conversation.item.truncate")
                .add("event_id", eventId)
                .add("item_id", itemId)
                .add("content_index", 0)
                .add("audio_end_ms", heardMs));
    }

    private static JsonObjectBuilder event(String type) {
        return JSON.createObjectBuilder().add("type", type);
    }

    private static String text(JsonObjectBuilder event) {
        return event.build().toString();
    }
}
