package dev.parley.emulator.realtime.wire;

import static dev.parley.emulator.json.Json.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/** The preview of 2024 and 2025, deprecated since: flat settings, older names of events and of an assistant's content. */
public final class Preview implements Dialect {
    private static final Map<String, String> TYPES = Map.of(
            "response.output_text.delta", "response.text.delta",
            "response.output_text.done", "response.text.done",
            "response.output_audio.delta", "response.audio.delta",
            "response.output_audio.done", "response.audio.done",
            "response.output_audio_transcript.delta", "response.audio_transcript.delta",
            "response.output_audio_transcript.done", "response.audio_transcript.done",
            "conversation.item.added", "conversation.item.created");
    private static final Map<String, String> CONTENT = Map.of("output_text", "text", "output_audio", "audio");

    @Override
    public JsonObject heard(JsonObject event) {
        JsonObjectBuilder ga = JSON.createObjectBuilder(event);
        if (event.get("session") instanceof JsonObject session) {
            ga.add(
                    "session",
                    JSON.createObjectBuilder(PreviewSession.ga(session)).add("type", "realtime"));
        }
        if (event.get("response") instanceof JsonObject response) {
            ga.add("response", heardResponse(response));
        }
        if (event.get("item") instanceof JsonObject item) {
            ga.add("item", heardItem(item));
        }
        return ga.build();
    }

    private static JsonObjectBuilder heardResponse(JsonObject response) {
        JsonObjectBuilder ga = JSON.createObjectBuilder(PreviewSession.ga(response));
        if (response.get("input") instanceof JsonArray input) {
            var items = JSON.createArrayBuilder();
            input.forEach(item -> items.add(item instanceof JsonObject object ? heardItem(object) : item));
            ga.add("input", items);
        }
        return ga;
    }

    private static JsonObject heardItem(JsonObject item) {
        return withContent(item, name -> switch (name) {
            case "text" -> "output_text";
            case "audio" -> "output_audio";
            default -> name;
        });
    }

    @Override
    public List<JsonObject> told(JsonObject event) {
        String type = event.getString("type");
        if (type.equals("conversation.item.done")) {
            return List.of();
        }
        JsonObjectBuilder preview = JSON.createObjectBuilder(event).add("type", TYPES.getOrDefault(type, type));
        if (event.get("session") instanceof JsonObject session) {
            preview.add("session", PreviewSession.flat(session));
        }
        if (event.get("item") instanceof JsonObject item) {
            preview.add("item", toldItem(item));
        }
        if (event.get("response") instanceof JsonObject response) {
            var outputs = JSON.createArrayBuilder();
            response.getJsonArray("output").getValuesAs(JsonObject.class).forEach(item -> outputs.add(toldItem(item)));
            preview.add("response", PreviewSession.flatResponse(response).add("output", outputs));
        }
        return List.of(preview.build());
    }

    private static JsonObject toldItem(JsonObject item) {
        return withContent(item, name -> CONTENT.getOrDefault(name, name));
    }

    private interface Renaming {
        String of(String name);
    }

    private static JsonObject withContent(JsonObject item, Renaming renaming) {
        if (!(item.get("content") instanceof JsonArray content)) {
            return item;
        }
        var renamed = JSON.createArrayBuilder();
        for (JsonValue part : content) {
            boolean typed = part instanceof JsonObject object && object.get("type") instanceof JsonString;
            renamed.add(typed ? renamed(part.asJsonObject(), renaming) : part);
        }
        return JSON.createObjectBuilder(item).add("content", renamed).build();
    }

    private static JsonObject renamed(JsonObject part, Renaming renaming) {
        return JSON.createObjectBuilder(part)
                .add("type", renaming.of(part.getString("type")))
                .build();
    }
}
