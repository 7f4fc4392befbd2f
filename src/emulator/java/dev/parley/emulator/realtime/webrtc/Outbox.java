package dev.parley.emulator.realtime.webrtc;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Events that wait to be sent over the data channel: at most some thousands, then the talk ends. Thread-safe. */
final class Outbox {
    private static final int MOST = 5_000;
    /** All that {@code webrtcfilter=on} lets through: the sheet azure-openai-realtime, section 6. */
    private static final Set<String> FILTERED = Set.of(
            "input_audio_buffer.speech_started",
            "input_audio_buffer.speech_stopped",
            "output_audio_buffer.started",
            "output_audio_buffer.stopped",
            "conversation.item.input_audio_transcription.completed",
            "conversation.item.added",
            "conversation.item.created",
            "response.output_text.delta",
            "response.output_text.done",
            "response.output_audio_transcript.delta",
            "response.output_audio_transcript.done");

    private final BlockingQueue<String> letters = new LinkedBlockingQueue<>(MOST);
    private final boolean filtered;
    private final Runnable whenFull;

    Outbox(boolean filtered, Runnable whenFull) {
        this.filtered = filtered;
        this.whenFull = whenFull;
    }

    void put(String type, String text) {
        if ((!filtered || FILTERED.contains(type)) && !letters.offer(text)) {
            whenFull.run();
        }
    }

    /** Something that is no event, as it is. */
    void putAsItIs(String text) {
        if (!letters.offer(text)) {
            whenFull.run();
        }
    }

    Optional<String> next() {
        return Optional.ofNullable(letters.poll());
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }
}
