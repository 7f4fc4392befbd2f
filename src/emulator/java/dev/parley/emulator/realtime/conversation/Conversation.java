package dev.parley.emulator.realtime.conversation;

import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The items of a session in order. Used under the session's lock. */
public final class Conversation {
    /** More than an hour of talk has. */
    private static final int MOST = 5_000;

    private static final String FIRST = "root";

    private final String id = Ids.fresh("conv");
    private final List<Item> items = new ArrayList<>();

    public String id() {
        return id;
    }

    /** A copy. */
    public List<Item> items() {
        return List.copyOf(items);
    }

    /** Adds an item at the end; the id of the one before it. */
    public Optional<String> append(Item item) {
        return insert(item, Optional.empty());
    }

    /**
     * Adds an item where the client wants it; the id of the one before it.
     *
     * @param after an item's id, {@code root} for the beginning, empty for the end
     * @throws BadEvent for an id that is taken or unknown, or an output without its call
     */
    public Optional<String> insert(Item item, Optional<String> after) {
        if (items.size() >= MOST) {
            throw BadEvent.of("conversation_too_long", "The conversation has too many items.");
        }
        if (items.stream().anyMatch(each -> each.id().equals(item.id()))) {
            throw BadEvent.at("item.id", "invalid_value", "The conversation already has an item with this id.");
        }
        if (item instanceof Item.FunctionOutput output && !called(output.callId())) {
            throw BadEvent.at(
                    "item.call_id",
                    "invalid_tool_call_id",
                    "Tool call ID '" + output.callId() + "' not found in conversation.");
        }
        int at = after.map(this::behind).orElse(items.size());
        items.add(at, item);
        return at == 0 ? Optional.empty() : Optional.of(items.get(at - 1).id());
    }

    private boolean called(String callId) {
        return items.stream()
                .anyMatch(each ->
                        each instanceof Item.FunctionCall call && call.callId().equals(callId));
    }

    private int behind(String after) {
        return after.equals(FIRST) ? 0 : index(after, "previous_item_id", "item_create_invalid_previous_item_id") + 1;
    }

    /** @param code of the error if there is none of this id */
    public Item find(String itemId, String code) {
        return items.get(index(itemId, "item_id", code));
    }

    /** The item before an item, as events name it. */
    public Optional<String> before(String itemId) {
        for (int i = 1; i < items.size(); i++) {
            if (items.get(i).id().equals(itemId)) {
                return Optional.of(items.get(i - 1).id());
            }
        }
        return Optional.empty();
    }

    public Optional<String> last() {
        return items.isEmpty() ? Optional.empty() : Optional.of(items.getLast().id());
    }

    public void remove(String itemId) {
        items.remove(index(itemId, "item_id", "item_delete_invalid_item_id"));
    }

    /** Puts an item in the place of the one with its id; nothing if that was deleted meanwhile. */
    public void replace(Item item) {
        items.replaceAll(each -> each.id().equals(item.id()) ? item : each);
    }

    /** Forgets what of an assistant's audio the user did not hear. */
    public void truncate(String itemId, long contentIndex, long endMs) {
        Item item = find(itemId, "item_truncate_invalid_item_id");
        if (!(item instanceof Item.Message message) || message.role() != Item.Role.ASSISTANT) {
            throw BadEvent.at("item_id", "invalid_value", "Only model output audio messages can be truncated.");
        }
        if (message.status() == Item.Status.IN_PROGRESS) {
            throw BadEvent.at("item_id", "invalid_value", "An item in progress cannot be truncated.");
        }
        if (contentIndex >= message.content().size()
                || !(message.content().get((int) contentIndex) instanceof Part.SpokenAudio audio)) {
            throw BadEvent.at("content_index", "invalid_value", "Only model output audio can be truncated.");
        }
        if (endMs > audio.ms()) {
            throw BadEvent.at(
                    "audio_end_ms",
                    "invalid_value",
                    "Audio content of " + audio.ms() + "ms is already shorter than " + endMs + "ms");
        }
        List<Part> content = new ArrayList<>(message.content());
        content.set((int) contentIndex, audio.until(endMs));
        replace(new Item.Message(message.id(), message.status(), message.role(), content));
    }

    private int index(String itemId, String param, String code) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id().equals(itemId)) {
                return i;
            }
        }
        throw BadEvent.at(param, code, "The item with id '" + itemId + "' does not exist.");
    }
}
