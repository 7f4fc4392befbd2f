package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.realtime.conversation.Conversation;
import dev.parley.emulator.realtime.conversation.Item;
import dev.parley.emulator.realtime.conversation.ItemReader;
import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.wire.Members;
import dev.parley.emulator.realtime.wire.PreviewSession;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/**
 * What one response is asked for.
 *
 * @param settings the session's, with what the response overrides
 * @param inConversation its output joins the conversation, of which only one response at a time may be
 * @param metadata the client's own, given back
 * @param input the items it answers
 */
public record ResponseOptions(SessionSettings settings, boolean inConversation, JsonValue metadata, List<Item> input) {
    public ResponseOptions {
        input = List.copyOf(input);
    }

    /** A response as the session is set, to the conversation as it is. */
    public static ResponseOptions usual(SessionSettings session, Conversation conversation) {
        return new ResponseOptions(session, true, JsonValue.NULL, conversation.items());
    }

    /** Reads the {@code response} of a {@code response.create}. */
    public static ResponseOptions read(
            Members response, SessionSettings session, Conversation conversation, ItemReader items) {
        response.only(
                "output_modalities",
                "instructions",
                "audio",
                "tools",
                "tool_choice",
                "max_output_tokens",
                "conversation",
                "metadata",
                "prompt",
                "input",
                "parallel_tool_calls",
                "reasoning",
                PreviewSession.TEMPERATURE);
        boolean inConversation = response.choice("conversation", List.of("auto", "none"))
                .map("auto"::equals)
                .orElse(true);
        return new ResponseOptions(
                session.overridden(response),
                inConversation,
                response.object("metadata").<JsonValue>map(Members::json).orElse(JsonValue.NULL),
                response.array("input")
                        .map(input -> input(input, response.path("input"), conversation, items))
                        .orElseGet(conversation::items));
    }

    private static List<Item> input(JsonArray input, String path, Conversation conversation, ItemReader items) {
        List<Item> all = new ArrayList<>();
        for (int i = 0; i < input.size(); i++) {
            Members item = Members.of(input.get(i), path + "[" + i + "]");
            boolean reference = item.value("type") instanceof JsonString type
                    && type.getString().equals("item_reference");
            all.add(
                    reference
                            ? conversation.find(
                                    item.only("type", "id").needText("id"), "response_create_invalid_item_id")
                            : items.read(item));
        }
        return all;
    }
}
