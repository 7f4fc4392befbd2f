package dev.parley.line.contoso;

import static dev.parley.web.Json.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Base64;

/** Writes what the browser is sent: prior-systems §2.5. A payload is always a text. */
final class ContosoEncoder {
    private ContosoEncoder() {}

    static String text(ServerFrame frame) {
        return switch (frame) {
            // not through a JSON tree: this is the path of all audio
            case ServerFrame.Audio audio ->
                "{\"type\":\"audio\",\"payload\":\"" + Base64.getEncoder().encodeToString(audio.pcm()) + "\"}";
            case ServerFrame.User user -> frame("user", user.text());
            case ServerFrame.Assistant assistant -> frame("assistant", assistant.text());
            case ServerFrame.Interrupt interrupt -> frame("interrupt", "");
            case ServerFrame.Console console ->
                console(JSON.createObjectBuilder().add("message", console.message()));
            case ServerFrame.Created created ->
                console(JSON.createObjectBuilder()
                        .add("type", "session.created")
                        .add("session", JSON.createObjectBuilder().add("id", created.callId())));
            case ServerFrame.Done done ->
                console(JSON.createObjectBuilder()
                        .add("id", done.id())
                        .add("role", "assistant")
                        .add("content", done.content()));
            case ServerFrame.Function function -> frame("function", payload(function));
        };
    }

    private static String console(JsonObjectBuilder payload) {
        return frame("console", payload.build().toString());
    }

    private static String frame(String type, String payload) {
        return JSON.createObjectBuilder()
                .add("type", type)
                .add("payload", payload)
                .build()
                .toString();
    }

    private static String payload(ServerFrame.Function function) {
        return JSON.createObjectBuilder()
                .add("name", function.name())
                .add("arguments", arguments(function.arguments()))
                .add("call_id", function.callId())
                .add("id", function.id())
                .build()
                .toString();
    }

    /** What a model wrote and is no object is none. */
    private static JsonObject arguments(String json) {
        try {
            return ContosoDecoder.object(json);
        } catch (MalformedFrame notAnObject) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }
}
