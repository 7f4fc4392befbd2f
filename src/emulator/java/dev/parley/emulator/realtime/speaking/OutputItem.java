package dev.parley.emulator.realtime.speaking;

import dev.parley.emulator.realtime.conversation.Conversation;
import dev.parley.emulator.realtime.conversation.Item;
import dev.parley.emulator.realtime.wire.Events;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.function.Consumer;

/** An item that a response is making: its first event and its last ones; what comes between, a subclass knows. */
abstract class OutputItem {
    private final Place place;

    /**
     * Where the item belongs.
     *
     * @param conversation that it joins; empty: none
     */
    record Place(
            String responseId,
            int outputIndex,
            Optional<Conversation> conversation,
            Consumer<JsonObjectBuilder> events) {}

    OutputItem(Place place) {
        this.place = place;
    }

    abstract String id();

    /** The item as it is now. */
    abstract Item item(Item.Status status);

    /** Ends what the item consists of; then come the events that end every item. */
    abstract void endContent();

    abstract long textTokens();

    abstract long audioTokens();

    final void begin() {
        Item begun = item(Item.Status.IN_PROGRESS);
        place.events().accept(envelope("response.output_item.added").add("item", begun.json()));
        place.conversation().ifPresent(conversation -> {
            Optional<String> before = conversation.append(begun);
            place.events().accept(ofConversation("conversation.item.added", before, begun));
        });
    }

    final Item end(Item.Status status) {
        endContent();
        Item ended = item(status);
        place.conversation().ifPresent(conversation -> {
            conversation.replace(ended);
            place.events().accept(ofConversation("conversation.item.done", conversation.before(id()), ended));
        });
        place.events().accept(envelope("response.output_item.done").add("item", ended.json()));
        return ended;
    }

    /** An event of this item's content. */
    final JsonObjectBuilder event(String type) {
        return Events.of(type)
                .add("response_id", place.responseId())
                .add("item_id", id())
                .add("output_index", place.outputIndex());
    }

    final void emit(JsonObjectBuilder event) {
        place.events().accept(event);
    }

    private JsonObjectBuilder envelope(String type) {
        return Events.of(type).add("response_id", place.responseId()).add("output_index", place.outputIndex());
    }

    private static JsonObjectBuilder ofConversation(String type, Optional<String> before, Item item) {
        return Events.optional(Events.of(type), "previous_item_id", before).add("item", item.json());
    }
}
