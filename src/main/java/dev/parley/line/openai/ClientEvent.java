package dev.parley.line.openai;

import java.util.List;
import java.util.Optional;

/** What a client sends, as far as it may: azure-openai-realtime §3. Words stay out of {@code toString}. */
sealed interface ClientEvent {
    /** @param ignored what it wants of that which the persona decides */
    record Update(List<String> ignored) implements ClientEvent {}

    /** @param pcm PCM16LE mono, 24 kHz */
    record Append(byte[] pcm) implements ClientEvent {
        @Override
        public String toString() {
            return "Append[" + pcm.length + " bytes]";
        }
    }

    record Commit() implements ClientEvent {}

    record Clear() implements ClientEvent {}

    /** The user wrote this. */
    record Write(Optional<String> itemId, String text) implements ClientEvent {
        @Override
        public String toString() {
            return "Write";
        }
    }

    record ToolOutput(Optional<String> itemId, String callId, String output) implements ClientEvent {
        @Override
        public String toString() {
            return "ToolOutput";
        }
    }

    record Truncate(String itemId, long heardMs) implements ClientEvent {}

    /** @param ignored as above */
    record Respond(List<String> ignored) implements ClientEvent {}

    record Cancel() implements ClientEvent {}

    /** The far end has played so much of that item. */
    record Played(String itemId, long ms) implements ClientEvent {}
}
