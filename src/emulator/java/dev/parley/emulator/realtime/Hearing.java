package dev.parley.emulator.realtime;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.openai.Tokens;
import dev.parley.emulator.realtime.conversation.Conversation;
import dev.parley.emulator.realtime.conversation.Item;
import dev.parley.emulator.realtime.conversation.Part;
import dev.parley.emulator.realtime.hearing.InputAudio;
import dev.parley.emulator.realtime.hearing.InputEvent;
import dev.parley.emulator.realtime.hearing.InputEvent.Segment;
import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.settings.TurnDetection;
import dev.parley.emulator.realtime.wire.BadEvent;
import dev.parley.emulator.realtime.wire.Events;
import dev.parley.emulator.realtime.wire.Ids;
import dev.parley.emulator.tone.ToneSpeaker;
import dev.parley.emulator.tone.WordEar;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** What the user says: turns audio into items, and tells the client and the session. Used under the session's lock. */
final class Hearing {
    /** The service takes nothing shorter. */
    private static final long SHORTEST_COMMIT_MS = 100;

    /** 15 MiB of base64: OpenAI specification, input_audio_buffer.append. */
    private static final int LONGEST_APPEND = 15 << 20;

    private final Conversation conversation;
    private final Consumer<JsonObjectBuilder> events;
    private final IntFunction<WordEar> ears;
    private final Turns turns;
    private SessionSettings settings;
    private InputAudio input;
    private String itemId = Ids.fresh("item");

    /** What the session does about the user's turns. */
    interface Turns {
        /** The user began to speak, and wants to be heard. */
        void interrupted();

        /** The user's turn is over, and wants an answer. */
        void answerWanted();

        /** An item's words are known; {@code told} tells them to the client, when a transcript would come. */
        void transcribed(Runnable told);
    }

    Hearing(
            Conversation conversation,
            Consumer<JsonObjectBuilder> events,
            IntFunction<WordEar> ears,
            Turns turns,
            SessionSettings settings) {
        this.conversation = conversation;
        this.events = events;
        this.ears = ears;
        this.turns = turns;
        this.settings = settings;
        input = new InputAudio(settings.inputCodec().rateHz(), 0, ears);
        input.detect(settings.turnDetection());
    }

    /** Another format begins a buffer of its own. */
    void set(SessionSettings changed) {
        if (changed.inputCodec() != settings.inputCodec()) {
            input = new InputAudio(changed.inputCodec().rateHz(), input.positionMs(), ears);
        }
        settings = changed;
        input.detect(changed.turnDetection());
    }

    void append(String base64) {
        if (base64.length() > LONGEST_APPEND) {
            throw BadEvent.at("audio", "string_above_max_length", "Invalid 'audio': more than 15 MiB.");
        }
        short[] pcm = settings.inputCodec().samples(base64, "audio");
        for (InputEvent event : input.append(pcm)) {
            switch (event) {
                case InputEvent.SpeechStarted started -> started(started.startMs());
                case InputEvent.SpeechStopped stopped -> stopped(stopped);
                case InputEvent.Idle idle -> idle(idle);
            }
        }
    }

    private void started(long startMs) {
        events.accept(Events.of("input_audio_buffer.speech_started")
                .add("audio_start_ms", startMs)
                .add("item_id", itemId));
        if (settings.turnDetection().map(TurnDetection::interrupts).orElse(false)) {
            turns.interrupted();
        }
    }

    private void stopped(InputEvent.SpeechStopped stopped) {
        events.accept(Events.of("input_audio_buffer.speech_stopped")
                .add("audio_end_ms", stopped.endMs())
                .add("item_id", itemId));
        committed(stopped.segment(), createsResponse());
    }

    private void idle(InputEvent.Idle idle) {
        events.accept(Events.of("input_audio_buffer.timeout_triggered")
                .add("audio_start_ms", idle.startMs())
                .add("audio_end_ms", idle.endMs())
                .add("item_id", itemId));
        committed(input.commit(), true);
    }

    private boolean createsResponse() {
        return settings.turnDetection().map(TurnDetection::createsResponse).orElse(false);
    }

    /** The client says that the buffer is an item; an answer it asks for itself. */
    void commit() {
        long ms = input.bufferedMs();
        if (ms < SHORTEST_COMMIT_MS) {
            throw BadEvent.of(
                    "input_audio_buffer_commit_empty",
                    "Error committing input audio buffer: buffer too small. Expected at least 100ms of audio, but buffer"
                            + " only has " + ms + ".00ms of audio.");
        }
        committed(input.commit(), false);
    }

    void clear() {
        input.clear();
        itemId = Ids.fresh("item");
        events.accept(Events.of("input_audio_buffer.cleared"));
    }

    /** So much audio was said to the user just now. */
    void said(long ms) {
        input.idleAfter(ms);
    }

    /** Hears audio that comes as part of an item. */
    Part.HeardAudio hear(String base64, String param, Optional<String> transcript) {
        short[] pcm = settings.inputCodec().samples(base64, param);
        var buffer = new InputAudio(settings.inputCodec().rateHz(), 0, ears);
        buffer.append(pcm);
        Segment heard = buffer.commit();
        return new Part.HeardAudio(heard.words(), transcript, heard.ms());
    }

    private void committed(Segment segment, boolean answer) {
        String id = itemId;
        itemId = Ids.fresh("item");
        events.accept(
                Events.optional(Events.of("input_audio_buffer.committed"), "previous_item_id", conversation.last())
                        .add("item_id", id));
        Item item = item(id, segment, Optional.empty());
        Optional<String> before = conversation.append(item);
        for (String type : List.of("conversation.item.added", "conversation.item.done")) {
            events.accept(
                    Events.optional(Events.of(type), "previous_item_id", before).add("item", item.json()));
        }
        if (answer) {
            turns.answerWanted();
        }
        settings.transcriber().ifPresent(model -> turns.transcribed(() -> transcribe(id, segment, model)));
    }

    private static Item item(String id, Segment segment, Optional<String> transcript) {
        return new Item.Message(
                id,
                Item.Status.COMPLETED,
                Item.Role.USER,
                List.of(new Part.HeardAudio(segment.words(), transcript, segment.ms())));
    }

    private void transcribe(String id, Segment segment, String model) {
        String before = "";
        for (String word : ToneSpeaker.words(segment.words())) {
            events.accept(transcription("delta", id).add("delta", before + word));
            before = " ";
        }
        conversation.replace(item(id, segment, Optional.of(segment.words())));
        events.accept(transcription("completed", id)
                .add("transcript", segment.words())
                .add("usage", usage(segment, model)));
    }

    private static JsonObjectBuilder transcription(String what, String id) {
        return Events.of("conversation.item.input_audio_transcription." + what)
                .add("item_id", id)
                .add("content_index", 0);
    }

    /** Whisper counts seconds, the others tokens. */
    private static JsonObject usage(Segment segment, String model) {
        if (model.startsWith("whisper")) {
            return JSON.createObjectBuilder()
                    .add("type", "duration")
                    .add("seconds", Math.max(1, Math.round(segment.ms() / 1000.0)))
                    .build();
        }
        long audio = segment.ms() / 100;
        int text = Tokens.count(segment.words());
        return JSON.createObjectBuilder()
                .add("type", "tokens")
                .add("total_tokens", audio + text)
                .add("input_tokens", audio)
                .add(
                        "input_token_details",
                        JSON.createObjectBuilder().add("text_tokens", 0).add("audio_tokens", audio))
                .add("output_tokens", text)
                .build();
    }
}
