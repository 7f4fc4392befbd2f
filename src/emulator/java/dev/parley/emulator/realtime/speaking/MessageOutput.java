package dev.parley.emulator.realtime.speaking;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.openai.Tokens;
import dev.parley.emulator.realtime.conversation.Item;
import dev.parley.emulator.realtime.conversation.Part;
import dev.parley.emulator.realtime.conversation.Part.SaidWord;
import dev.parley.emulator.realtime.settings.AudioCodec;
import dev.parley.emulator.realtime.wire.Ids;
import dev.parley.emulator.tone.ToneWord;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/** The assistant's words, written or spoken. */
final class MessageOutput extends OutputItem {
    private final String id = Ids.fresh("item");
    private final boolean spoken;
    private final AudioCodec codec;
    private final StringBuilder text = new StringBuilder();
    private final List<SaidWord> words = new ArrayList<>();
    private long samples;
    private boolean filled;

    MessageOutput(Place place, boolean spoken, AudioCodec codec) {
        super(place);
        this.spoken = spoken;
        this.codec = codec;
    }

    @Override
    String id() {
        return id;
    }

    /** The part that holds the words begins. */
    void open() {
        filled = true;
        emit(content("response.content_part.added").add("part", part("")));
    }

    void write(String piece) {
        text.append(piece);
        emit(content("response.output_text.delta").add("delta", piece));
    }

    /** Words, and the audio that begins with the first of them. */
    void say(List<ToneWord> piece, short[] pcm, int offset, int length) {
        for (ToneWord word : piece) {
            String delta = words.isEmpty() ? word.text() : " " + word.text();
            text.append(delta);
            words.add(new SaidWord(word.text(), ms(word.endSample())));
            emit(content("response.output_audio_transcript.delta").add("delta", delta));
        }
        samples += length;
        emit(content("response.output_audio.delta").add("delta", codec.base64(pcm, offset, length)));
    }

    @Override
    void endContent() {
        if (!filled) {
            return;
        }
        if (spoken) {
            emit(content("response.output_audio.done"));
            emit(content("response.output_audio_transcript.done").add("transcript", text.toString()));
        } else {
            emit(content("response.output_text.done").add("text", text.toString()));
        }
        emit(content("response.content_part.done").add("part", part(text.toString())));
    }

    @Override
    Item item(Item.Status status) {
        List<Part> content = new ArrayList<>();
        if (filled && spoken) {
            content.add(new Part.SpokenAudio(words, ms(samples)));
        } else if (filled) {
            content.add(new Part.Written("output_text", text.toString()));
        }
        return new Item.Message(id, status, Item.Role.ASSISTANT, content);
    }

    @Override
    long textTokens() {
        return Tokens.count(text.toString());
    }

    @Override
    long audioTokens() {
        return Usage.spokenTokens(ms(samples));
    }

    private JsonObjectBuilder content(String type) {
        return event(type).add("content_index", 0);
    }

    private JsonObject part(String words) {
        return JSON.createObjectBuilder()
                .add("type", spoken ? "audio" : "text")
                .add(spoken ? "transcript" : "text", words)
                .build();
    }

    private long ms(long count) {
        return count * 1000 / codec.rateHz();
    }
}
