package dev.parley.emulator.realtime.speaking;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.conversation.Conversation;
import dev.parley.emulator.realtime.conversation.Item;
import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.wire.Events;
import dev.parley.emulator.realtime.wire.Ids;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One response from its first event to its last. Used under the session's lock. */
final class ResponseRun {
    private final String id = Ids.fresh("resp");
    private final ResponseOptions options;
    private final Conversation conversation;
    private final Consumer<JsonObjectBuilder> events;
    private final BiConsumer<ResponseRun, Outcome> whenOver;
    private final List<Item> outputs = new ArrayList<>();
    private Optional<OutputItem> open = Optional.empty();
    private long textTokens;
    private long audioTokens;
    private boolean spoke;
    private boolean over;

    /**
     * @param events takes what the client is told
     * @param whenOver called once, after the last event
     */
    ResponseRun(
            ResponseOptions options,
            Conversation conversation,
            Consumer<JsonObjectBuilder> events,
            BiConsumer<ResponseRun, Outcome> whenOver) {
        this.whenOver = whenOver;
        this.options = options;
        this.conversation = conversation;
        this.events = events;
    }

    String id() {
        return id;
    }

    ResponseOptions options() {
        return options;
    }

    /** Whether its last event was sent, or never will be. */
    boolean over() {
        return over;
    }

    void begin() {
        events.accept(
                Events.of("response.created").add("response", view("in_progress", JsonValue.NULL, JsonValue.NULL)));
    }

    /** Whether it has begun to speak. */
    boolean spoke() {
        return spoke;
    }

    /** Milliseconds of audio it said. */
    long spokenMs() {
        return Usage.ms(audioTokens);
    }

    long tokens() {
        return textTokens + audioTokens;
    }

    MessageOutput message() {
        spoke |= options.settings().spoken();
        var message = new MessageOutput(
                place(), options.settings().spoken(), options.settings().outputCodec());
        open = Optional.of(message);
        message.begin();
        message.open();
        return message;
    }

    CallOutput call(String name) {
        var call = new CallOutput(place(), name);
        open = Optional.of(call);
        call.begin();
        return call;
    }

    private OutputItem.Place place() {
        return new OutputItem.Place(
                id, outputs.size(), options.inConversation() ? Optional.of(conversation) : Optional.empty(), events);
    }

    /** Ends the item in progress, if one is. */
    void close(Item.Status status) {
        open.ifPresent(item -> {
            textTokens += item.textTokens();
            audioTokens += item.audioTokens();
            outputs.add(item.end(status));
        });
        open = Optional.empty();
    }

    /** Ends it; what was being said stays as far as it came. */
    void finish(Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        close(outcome.equals(Outcome.COMPLETED) ? Item.Status.COMPLETED : Item.Status.INCOMPLETE);
        JsonObject usage = Usage.of(options.settings(), options.input()).json(textTokens, audioTokens);
        events.accept(
                Events.of("response.done").add("response", view(outcome.status(), outcome.detailsOrNull(), usage)));
        whenOver.accept(this, outcome);
    }

    /** Nobody is there to be told. */
    void abandon() {
        over = true;
    }

    private JsonObject view(String status, JsonValue details, JsonValue usage) {
        SessionSettings settings = options.settings();
        var all = JSON.createArrayBuilder();
        outputs.forEach(item -> all.add(item.json()));
        JsonObjectBuilder view = JSON.createObjectBuilder()
                .add("object", "realtime.response")
                .add("id", id)
                .add("status", status)
                .add("status_details", details)
                .add("output", all);
        Events.optional(
                view, "conversation_id", options.inConversation() ? Optional.of(conversation.id()) : Optional.empty());
        return view.add("output_modalities", settings.json().get("output_modalities"))
                .add("max_output_tokens", settings.json().get("max_output_tokens"))
                .add(
                        "audio",
                        JSON.createObjectBuilder()
                                .add(
                                        "output",
                                        JSON.createObjectBuilder()
                                                .add(
                                                        "format",
                                                        settings.outputCodec().json())
                                                .add("voice", settings.voice())))
                .add("usage", usage)
                .add("metadata", options.metadata())
                .build();
    }
}
