package dev.parley.emulator.speech.synthesis;

import static dev.parley.emulator.json.Json.JSON;

import dev.parley.emulator.audio.Pcm;
import dev.parley.emulator.audio.WavHeader;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.speech.usp.UspSocket;
import dev.parley.emulator.tone.ToneWord;
import jakarta.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** One synthesis request: speech as it comes goes out in pieces of 100 ms with its words' metadata. One thread at a time. */
final class SynthesisTurn {
    private static final int PIECES_PER_SECOND = 10;
    /** So much of a request leaves at once; the rest ten times as fast as it plays, so that a cut can still save work. */
    private static final int AT_ONCE_PIECES = 20;

    private static final long PIECE_DELAY_MS = 10;
    private static final int OK = 200;
    private static final int CLIENT_LEFT = 499;

    private final String id;
    private final String streamId = UUID.randomUUID().toString().replace("-", "");
    private final SynthesisContext context;
    private final UspSocket socket;
    private final RequestEntry entry;
    private final WordBoundaries boundaries;
    private final Deque<ToneWord> words = new ArrayDeque<>();
    private final int pieceSamples;
    private short[] held = new short[0];
    private long sent;
    private int pieces;
    private long delayMs;

    /** @param firstByteDelayMs waits so long before the first audio */
    SynthesisTurn(String id, SynthesisContext context, UspSocket socket, RequestEntry entry, long firstByteDelayMs) {
        this.id = id;
        this.context = context;
        this.socket = socket;
        this.entry = entry;
        this.delayMs = firstByteDelayMs;
        boundaries = new WordBoundaries(context.output().sampleRateHz(), context.punctuation());
        pieceSamples = context.output().sampleRateHz() / PIECES_PER_SECOND;
        entry.note("format", context.output().name());
    }

    SynthesisContext context() {
        return context;
    }

    RequestEntry entry() {
        return entry;
    }

    void begin() {
        socket.send(
                "turn.start",
                id,
                JSON.createObjectBuilder()
                        .add("context", JSON.createObjectBuilder().add("serviceTag", streamId))
                        .build());
        socket.send(
                "response",
                id,
                JSON.createObjectBuilder()
                        .add("context", JSON.createObjectBuilder().add("serviceTag", streamId))
                        .add(
                                "audio",
                                JSON.createObjectBuilder().add("type", "inline").add("streamId", streamId))
                        .build());
    }

    /** Sends what was spoken; less than a piece waits for more, unless {@code last}. */
    void spoken(Spoken spoken, boolean last) {
        words.addAll(spoken.words());
        short[] all = new short[held.length + spoken.pcm().length];
        System.arraycopy(held, 0, all, 0, held.length);
        System.arraycopy(spoken.pcm(), 0, all, held.length, spoken.pcm().length);
        int at = 0;
        while (all.length - at >= pieceSamples || last && at < all.length) {
            int length = Math.min(pieceSamples, all.length - at);
            piece(all, at, length);
            at += length;
        }
        held = Arrays.copyOfRange(all, at, all.length);
    }

    /** All was spoken. */
    void end() {
        metadata(Long.MAX_VALUE);
        if (context.sessionEnd()) {
            socket.send("audio.metadata", id, boundaries.sessionEnd(sent));
        }
        entry.note("audioMs", sent * 1000 / context.output().sampleRateHz());
        socket.sendLast("turn.end", id, JsonValue.EMPTY_JSON_OBJECT, () -> entry.note("cancelled", false)
                .close(OK));
    }

    /** The client closed the socket. */
    void abandoned() {
        if (entry.status().isEmpty()) {
            entry.note("cancelled", true).close(CLIENT_LEFT);
        }
    }

    private void piece(short[] pcm, int offset, int length) {
        metadata(sent + length);
        byte[] audio = Pcm.bytes(pcm, offset, length);
        if (sent == 0 && context.output().riff()) {
            byte[] header = new WavHeader(context.output().sampleRateHz(), 1).bytes(0);
            byte[] both = Arrays.copyOf(header, header.length + audio.length);
            System.arraycopy(audio, 0, both, header.length, audio.length);
            audio = both;
        }
        socket.sendAudio(id, streamId, audio, delayMs);
        sent += length;
        pieces++;
        delayMs = pieces < AT_ONCE_PIECES ? 0 : PIECE_DELAY_MS;
    }

    /** The words that begin before this sample are told before their audio. */
    private void metadata(long beforeSample) {
        List<ToneWord> now = new ArrayList<>();
        while (!words.isEmpty() && words.peekFirst().startSample() < beforeSample) {
            now.add(words.removeFirst());
        }
        if (!now.isEmpty() && context.wordBoundaries()) {
            socket.send("audio.metadata", id, boundaries.metadata(now));
        }
    }
}
