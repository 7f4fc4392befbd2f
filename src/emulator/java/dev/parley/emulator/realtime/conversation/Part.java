package dev.parley.emulator.realtime.conversation;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.realtime.wire.Events;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A piece of a message's content. Audio itself is not kept, only what it said. */
public sealed interface Part {
    /** The words the model reads. */
    String text();

    JsonObject json();

    /** @param type {@code input_text} or {@code output_text} */
    record Written(String type, String text) implements Part {
        @Override
        public JsonObject json() {
            return JSON.createObjectBuilder()
                    .add("type", type)
                    .add("text", text)
                    .build();
        }
    }

    /**
     * Audio of the user.
     *
     * @param text what the model understood
     * @param transcript what the client was told, where it asked
     */
    record HeardAudio(String text, Optional<String> transcript, long ms) implements Part {
        @Override
        public JsonObject json() {
            return Events.optional(JSON.createObjectBuilder().add("type", "input_audio"), "transcript", transcript)
                    .build();
        }
    }

    /** A word of spoken audio and where it ends, milliseconds from the beginning of the audio. */
    record SaidWord(String word, long endMs) {}

    /** Audio of the assistant: what of it the user heard, as far as the client told. */
    record SpokenAudio(List<SaidWord> words, long ms) implements Part {
        public SpokenAudio {
            words = List.copyOf(words);
        }

        @Override
        public String text() {
            return words.stream().map(SaidWord::word).collect(Collectors.joining(" "));
        }

        SpokenAudio until(long endMs) {
            return new SpokenAudio(
                    words.stream().filter(word -> word.endMs() <= endMs).toList(), endMs);
        }

        @Override
        public JsonObject json() {
            return JSON.createObjectBuilder()
                    .add("type", "output_audio")
                    .add("transcript", text())
                    .build();
        }
    }

    /** An image, which the emulated model does not look at. */
    record Image(String url) implements Part {
        @Override
        public String text() {
            return "";
        }

        @Override
        public JsonObject json() {
            return JSON.createObjectBuilder()
                    .add("type", "input_image")
                    .add("image_url", url)
                    .build();
        }
    }
}
