package dev.parley.line.sustineo;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Base64;
import java.util.Locale;

/** Writes what the browser is sent: prior-systems §2.4. */
final class SustineoEncoder {
    private SustineoEncoder() {}

    static String text(ServerFrame frame) {
        return switch (frame) {
            // not through a JSON tree: this is the path of all audio
            case ServerFrame.Audio audio ->
                "{\"id\":\"" + audio.id() + "\",\"type\":\"audio\",\"content\":\""
                        + Base64.getEncoder().encodeToString(audio.pcm()) + "\"}";
            case ServerFrame.Interrupt interrupt ->
                frame("interrupt", "interrupt").build().toString();
            case ServerFrame.Message message ->
                frame(message.id(), "message")
                        .add("role", message.role().name().toLowerCase(Locale.ROOT))
                        .add("content", message.content())
                        .build()
                        .toString();
            case ServerFrame.Function function ->
                frame(function.id(), "function")
                        .add("call_id", function.callId())
                        .add("name", function.name())
                        .add("arguments", arguments(function.arguments()))
                        .build()
                        .toString();
            case ServerFrame.Console console ->
                frame(console.id(), "console")
                        .add("payload", JSON.createObjectBuilder().add("message", console.message()))
                        .build()
                        .toString();
            case ServerFrame.Agent agent -> agent(agent);
            case ServerFrame.Failure failure ->
                frame("error", "error")
                        .add("error", failure.error())
                        .add("content", failure.content())
                        .build()
                        .toString();
        };
    }

    private static JsonObjectBuilder frame(String id, String type) {
        return JSON.createObjectBuilder().add("id", id).add("type", type);
    }

    private static String agent(ServerFrame.Agent agent) {
        var json = frame(agent.id(), "agent")
                .add("call_id", agent.callId())
                .add("name", agent.name())
                .add("status", agent.status())
                .addNull("information");
        if (agent.result().isEmpty()) {
            json.addNull("content");
        } else {
            json.add("content", shown(agent.result()));
        }
        return json.add("output", !agent.result().isEmpty()).build().toString();
    }

    private static JsonObjectBuilder shown(String result) {
        var item = JSON.createObjectBuilder()
                .add("type", "text")
                .add("value", result)
                .add("annotations", JsonValue.EMPTY_JSON_ARRAY);
        return JSON.createObjectBuilder()
                .add("type", "text")
                .add("content", JSON.createArrayBuilder().add(item));
    }

    /** What a model wrote and is no object is none. */
    private static JsonObject arguments(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (RuntimeException notAnObject) { // too deep a nesting is no JsonException
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
