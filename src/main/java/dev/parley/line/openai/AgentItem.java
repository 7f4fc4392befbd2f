package dev.parley.line.openai;

import static dev.parley.web.Json.JSON;

import dev.parley.conversation.TurnId;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * One response as clients know it: what the agent says in a turn, or in the part of one up to a tool that the client runs.
 * Begins with {@code response.created} and ends with {@code response.done}. Its line guards it.
 */
final class AgentItem {
    private final ServerEvents events;
    private final String responseId;
    private final String itemId;
    private final StringBuilder words = new StringBuilder();
    private boolean speaks;

    AgentItem(ServerEvents events, TurnId turn, int part) {
        this.events = events;
        this.responseId = ItemIds.response(turn, part);
        this.itemId = ItemIds.ofAgent(turn, part);
    }

    String responseId() {
        return responseId;
    }

    String itemId() {
        return itemId;
    }

    boolean speaks() {
        return speaks;
    }

    String created() {
        return events.of("response.created")
                .add("response", response("in_progress").add("output", JSON.createArrayBuilder()))
                .build()
                .toString();
    }

    List<String> says(String more) {
        var messages = speaking();
        words.append(more);
        messages.add(part("response.output_audio_transcript.delta")
                .add("delta", more)
                .build()
                .toString());
        return messages;
    }

    List<String> sounds(byte[] pcm) {
        var messages = speaking();
        messages.add(events.audio(responseId, itemId, pcm));
        return messages;
    }

    private List<String> speaking() {
        var messages = new ArrayList<String>();
        if (!speaks) {
            speaks = true;
            messages.add(item("response.output_item.added", "in_progress", false));
            messages.add(events.of("conversation.item.added")
                    .addNull("previous_item_id")
                    .add("item", message("in_progress", false))
                    .build()
                    .toString());
            messages.add(part("response.content_part.added")
                    .add("part", JSON.createObjectBuilder().add("type", "audio").add("transcript", ""))
                    .build()
                    .toString());
        }
        return messages;
    }

    /**
     * @param status completed or cancelled
     * @param reason of a cancelled one
     */
    List<String> done(String status, String reason) {
        var messages = new ArrayList<>(said(status.equals("completed") ? "completed" : "incomplete"));
        messages.add(ended(status, reason, JSON.createArrayBuilder()));
        return messages;
    }

    /** Ends with a tool that the client is to run. */
    List<String> calls(String callId, String name, String arguments) {
        var call = JSON.createObjectBuilder()
                .add("id", itemId + "_" + callId)
                .add("object", "realtime.item")
                .add("type", "function_call")
                .add("call_id", callId)
                .add("name", name);
        var empty = JSON.createObjectBuilder(call.build())
                .add("status", "in_progress")
                .add("arguments", "")
                .build();
        var whole = JSON.createObjectBuilder(empty)
                .add("status", "completed")
                .add("arguments", arguments)
                .build();
        var messages = new ArrayList<>(said("completed"));
        int index = speaks ? 1 : 0;
        messages.add(events.of("response.output_item.added")
                .add("response_id", responseId)
                .add("output_index", index)
                .add("item", empty)
                .build()
                .toString());
        messages.add(events.of("conversation.item.added")
                .addNull("previous_item_id")
                .add("item", empty)
                .build()
                .toString());
        for (var last : List.of(false, true)) {
            var argument = events.of("response.function_call_arguments." + (last ? "done" : "delta"))
                    .add("response_id", responseId)
                    .add("item_id", itemId + "_" + callId)
                    .add("output_index", index)
                    .add("call_id", callId)
                    .add(last ? "arguments" : "delta", arguments);
            messages.add((last ? argument.add("name", name) : argument).build().toString());
        }
        messages.add(events.of("conversation.item.done")
                .addNull("previous_item_id")
                .add("item", whole)
                .build()
                .toString());
        messages.add(events.of("response.output_item.done")
                .add("response_id", responseId)
                .add("output_index", index)
                .add("item", whole)
                .build()
                .toString());
        messages.add(ended("completed", "", JSON.createArrayBuilder().add(whole)));
        return messages;
    }

    private List<String> said(String status) {
        if (!speaks) {
            return List.of();
        }
        return List.of(
                part("response.output_audio.done").build().toString(),
                part("response.output_audio_transcript.done")
                        .add("transcript", words.toString())
                        .build()
                        .toString(),
                part("response.content_part.done")
                        .add("part", content("audio"))
                        .build()
                        .toString(),
                events.of("conversation.item.done")
                        .addNull("previous_item_id")
                        .add("item", message(status, true))
                        .build()
                        .toString(),
                item("response.output_item.done", status, true));
    }

    private String ended(String status, String reason, JsonArrayBuilder more) {
        var output = JSON.createArrayBuilder();
        if (speaks) {
            output.add(message(status.equals("completed") ? "completed" : "incomplete", true));
        }
        output.addAll(more);
        var response = response(status).add("output", output);
        if (!reason.isEmpty()) {
            response.add(
                    "status_details",
                    JSON.createObjectBuilder().add("type", status).add("reason", reason));
        }
        return events.of("response.done").add("response", response).build().toString();
    }

    private JsonObjectBuilder response(String status) {
        return JSON.createObjectBuilder()
                .add("id", responseId)
                .add("object", "realtime.response")
                .add("status", status)
                .addNull("status_details")
                .add("output_modalities", JSON.createArrayBuilder().add("audio"))
                .addNull("usage")
                .addNull("metadata");
    }

    private String item(String type, String status, boolean whole) {
        return events.of(type)
                .add("response_id", responseId)
                .add("output_index", 0)
                .add("item", message(status, whole))
                .build()
                .toString();
    }

    private JsonObjectBuilder message(String status, boolean whole) {
        var content = JSON.createArrayBuilder();
        if (whole) {
            content.add(content("output_audio"));
        }
        return JSON.createObjectBuilder()
                .add("id", itemId)
                .add("object", "realtime.item")
                .add("type", "message")
                .add("role", "assistant")
                .add("status", status)
                .add("content", content);
    }

    private JsonObjectBuilder content(String type) {
        return JSON.createObjectBuilder().add("type", type).add("transcript", words.toString());
    }

    private JsonObjectBuilder part(String type) {
        return events.of(type)
                .add("response_id", responseId)
                .add("item_id", itemId)
                .add("output_index", 0)
                .add("content_index", 0);
    }
}
