package dev.parley.emulator.realtime;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.conversation.Conversation;
import dev.parley.emulator.realtime.conversation.Item;
import dev.parley.emulator.realtime.conversation.ItemReader;
import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.speaking.ResponseOptions;
import dev.parley.emulator.realtime.speaking.Responses;
import dev.parley.emulator.realtime.speaking.Wire;
import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.ClientEvent;
import dev.parley.emulator.realtime.wire.Events;
import dev.parley.emulator.realtime.wire.Ids;
import dev.parley.emulator.realtime.wire.Members;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One session: takes a client's events one after another and tells the client what comes of them. Everything happens under one
 * lock and never blocks; what a client does wrong is told by an {@code error} event, and the session goes on. Thread-safe.
 */
public final class RealtimeSession {
    private static final Logger LOG = Logger.getLogger(RealtimeSession.class.getName());
    private static final List<String> TYPES = List.of(
            "session.update",
            "input_audio_buffer.append",
            "input_audio_buffer.commit",
            "input_audio_buffer.clear",
            "conversation.item.create",
            "conversation.item.retrieve",
            "conversation.item.delete",
            "conversation.item.truncate",
            "response.create",
            "response.cancel");
    /** RFC 6455: the endpoint is going away. */
    private static final int EXPIRED = 1001;

    private final Object lock = new Object();
    private final String id = Ids.fresh("sess");
    private final Admission admission;
    private final Surroundings surroundings;
    private final Wire wire;
    private final Conversation conversation = new Conversation();
    private final Hearing hearing;
    private final Responses responses;
    private final ItemReader items;
    private final long expiresAtSeconds;
    private Optional<Runnable> expiry = Optional.empty();
    private SessionSettings settings;
    private int errors;
    private boolean over;

    public RealtimeSession(Admission admission, Surroundings surroundings, Wire wire) {
        this.admission = admission;
        this.surroundings = surroundings;
        this.wire = wire;
        settings = admission.settings();
        expiresAtSeconds = surroundings.clock().instant().getEpochSecond() + surroundings.limitSeconds();
        responses = new Responses(
                conversation, this::tell, wire, surroundings.workshop(), admission.deployment(), lock, this::said);
        hearing = new Hearing(conversation, this::tell, surroundings.ears(), new TurnTaking(), settings);
        items = new ItemReader(hearing::hear);
    }

    private final class TurnTaking implements Hearing.Turns {
        @Override
        public void interrupted() {
            responses.interrupted();
        }

        @Override
        public void answerWanted() {
            try {
                responses.create(ResponseOptions.usual(settings, conversation));
            } catch (BadEvent alreadyAnswering) {
                refused(alreadyAnswering, Optional.empty());
            }
        }

        @Override
        public void transcribed(Runnable told) {
            long ms = surroundings.transcriptMs();
            if (ms == 0) {
                told.run();
            } else {
                later(told, ms);
            }
        }
    }

    public String id() {
        return id;
    }

    /** Events that were refused so far. */
    public int errors() {
        synchronized (lock) {
            return errors;
        }
    }

    /** The client is there. */
    public void open() {
        synchronized (lock) {
            tell(Events.of("session.created").add("session", view()));
            tell(Events.of("conversation.created")
                    .add(
                            "conversation",
                            JSON.createObjectBuilder()
                                    .add("id", conversation.id())
                                    .add("object", "realtime.conversation")));
            expiry = Optional.of(later(this::expire, TimeUnit.SECONDS.toMillis(surroundings.limitSeconds())));
        }
    }

    /** A client's event as it came. */
    public void received(String text) {
        synchronized (lock) {
            if (over) {
                return;
            }
            Optional<String> eventId = Optional.empty();
            try {
                ClientEvent event = ClientEvent.parse(text);
                eventId = event.id();
                carryOut(new ClientEvent(eventId, admission.dialect().heard(event.json())));
            } catch (BadEvent e) {
                refused(e, eventId);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "An event of a realtime client could not be handled", e);
                errors++;
                tell(Events.broken(eventId));
            }
        }
    }

    /** The socket is gone. */
    public void close() {
        synchronized (lock) {
            over = true;
            expiry.ifPresent(Runnable::run);
            responses.abandon();
        }
    }

    /** Ends it as if its time were over. */
    public void expireNow() {
        synchronized (lock) {
            if (!over) {
                expire();
            }
        }
    }

    private void carryOut(ClientEvent event) {
        switch (event.type()) {
            case "session.update" -> update(event.only("session").needObject("session"));
            case "input_audio_buffer.append" ->
                hearing.append(event.only("audio").needText("audio"));
            case "input_audio_buffer.commit" -> {
                event.only();
                hearing.commit();
            }
            case "input_audio_buffer.clear" -> {
                event.only();
                hearing.clear();
            }
            case "conversation.item.create" -> create(event.only("previous_item_id", "item"));
            case "conversation.item.retrieve" -> retrieve(event.only("item_id").needText("item_id"));
            case "conversation.item.delete" -> delete(event.only("item_id").needText("item_id"));
            case "conversation.item.truncate" -> truncate(event.only("item_id", "content_index", "audio_end_ms"));
            case "response.create" -> respond(event.only("response").object("response"));
            case "response.cancel" -> responses.cancel(event.only("response_id").text("response_id"));
            case "output_audio_buffer.clear" ->
                throw BadEvent.of("invalid_event", "output_audio_buffer.clear is for WebRTC and SIP alone.");
            default -> throw BadEvent.unsupported("type", TYPES);
        }
    }

    private void update(Members changes) {
        SessionSettings changed = settings.updated(changes, admission.deployment());
        refuseAnotherVoice(changed);
        settings = changed;
        wire.settled(changed);
        hearing.set(changed);
        tell(Events.of("session.updated").add("session", view()));
    }

    private void refuseAnotherVoice(SessionSettings changed) {
        if (responses.voiceFixed() && !changed.voice().equals(settings.voice())) {
            throw BadEvent.of(
                    "cannot_update_voice", "Cannot update a conversation's voice if assistant audio is present.");
        }
    }

    private void create(Members event) {
        Item item = items.read(event.needObject("item"));
        Optional<String> before = conversation.insert(item, event.text("previous_item_id"));
        for (String type : List.of("conversation.item.added", "conversation.item.done")) {
            tell(Events.optional(Events.of(type), "previous_item_id", before).add("item", item.json()));
        }
    }

    private void retrieve(String itemId) {
        Item item = conversation.find(itemId, "item_retrieve_invalid_item_id");
        tell(Events.of("conversation.item.retrieved").add("item", item.json()));
    }

    private void delete(String itemId) {
        conversation.remove(itemId);
        tell(Events.of("conversation.item.deleted").add("item_id", itemId));
    }

    private void truncate(Members event) {
        String itemId = event.needText("item_id");
        long contentIndex = event.needWhole("content_index", 0, Integer.MAX_VALUE);
        long endMs = event.needWhole("audio_end_ms", 0, Integer.MAX_VALUE);
        conversation.truncate(itemId, contentIndex, endMs);
        tell(Events.of("conversation.item.truncated")
                .add("item_id", itemId)
                .add("content_index", contentIndex)
                .add("audio_end_ms", endMs));
    }

    private void respond(Optional<Members> wanted) {
        ResponseOptions options = wanted.map(response -> ResponseOptions.read(response, settings, conversation, items))
                .orElseGet(() -> ResponseOptions.usual(settings, conversation));
        refuseAnotherVoice(options.settings());
        responses.create(options);
    }

    private void said(long ms) {
        hearing.said(ms);
    }

    private void refused(BadEvent reason, Optional<String> eventId) {
        errors++;
        tell(reason.event(eventId));
    }

    private void expire() {
        tell(Events.expired(surroundings.limitSeconds()));
        over = true;
        responses.abandon();
        wire.close(EXPIRED, "The session expired");
    }

    private JsonObject view() {
        return settings.session(id, admission.deployment(), expiresAtSeconds);
    }

    /** Does something under the lock after a while, unless the session is over; what is given back calls it off. */
    private Runnable later(Runnable what, long ms) {
        return surroundings.timer().after(ms, () -> {
            synchronized (lock) {
                if (!over) {
                    what.run();
                }
            }
        });
    }

    private void tell(JsonObjectBuilder event) {
        admission.dialect().told(event.build()).forEach(each -> wire.tell(each.toString()));
    }
}
