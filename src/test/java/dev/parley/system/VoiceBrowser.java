package dev.parley.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.emulator.tone.ToneDecoder;
import dev.parley.emulator.tone.ToneEncoder;
import dev.parley.emulator.tone.ToneEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A browser of an earlier client at its voice socket: once its microphone is open it sends 100 ms of audio ten times a second,
 * as those clients do; what it plays it decodes as tone speech, word by word.
 */
final class VoiceBrowser implements WebSocket.Listener, AutoCloseable {
    private static final int RATE_HZ = 24_000;
    private static final int FRAME = RATE_HZ / 10;
    private static final int STILL_OPEN = -1;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** Where the audio stands in a frame. */
    enum Contract {
        SUSTINEO("content", "{\"id\":\"a\",\"type\":\"audio\",\"content\":\"%s\"}"),
        CONTOSO("payload", "{\"type\":\"audio\",\"payload\":\"%s\"}");

        private final String member;
        private final String frame;

        Contract(String member, String frame) {
            this.member = member;
            this.frame = frame;
        }

        String audio(byte[] pcm) {
            return frame.formatted(Base64.getEncoder().encodeToString(pcm));
        }
    }

    private final Contract contract;
    private final WebSocket socket;
    private final StringBuilder partial = new StringBuilder();
    private final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    private final List<String> words = new CopyOnWriteArrayList<>();
    private ToneDecoder ear = new ToneDecoder(RATE_HZ);
    private final ScheduledExecutorService microphone = Executors.newSingleThreadScheduledExecutor();
    private final Queue<short[]> toSay = new ConcurrentLinkedQueue<>();
    private volatile int closeCode = STILL_OPEN;
    private volatile String closeReason = "";
    private volatile long longestFrameMs;
    private volatile boolean reads = true;

    private VoiceBrowser(Contract contract, String path, Map<String, String> headers) {
        this.contract = contract;
        var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        headers.forEach(builder::header);
        this.socket = builder.buildAsync(URI.create(LocalMode.PARLEY.replaceFirst("^http", "ws") + path), this)
                .orTimeout(15, TimeUnit.SECONDS)
                .join();
    }

    static VoiceBrowser sustineo(String path) {
        return new VoiceBrowser(Contract.SUSTINEO, path, Map.of());
    }

    static VoiceBrowser contoso(String path) {
        return new VoiceBrowser(Contract.CONTOSO, path, Map.of());
    }

    /** The HTTP status by which the upgrade is refused; 101 when it is not. */
    static int refusal(String path, Map<String, String> headers) {
        try {
            new VoiceBrowser(Contract.SUSTINEO, path, headers).close();
            return 101;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    /** A frame as the client was recorded to send it: a file under {@code wire}. */
    VoiceBrowser sendsRecorded(String name) {
        try (var file = VoiceBrowser.class.getResourceAsStream(
                "/wire/" + contract.name().toLowerCase(Locale.ROOT) + "/" + name + ".json")) {
            return sends(new String(file.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    VoiceBrowser sends(String frame) {
        synchronized (socket) {
            if (!socket.isOutputClosed()) {
                socket.sendText(frame, true)
                        .orTimeout(10, TimeUnit.SECONDS)
                        .exceptionally(gone -> socket)
                        .join();
            }
        }
        return this;
    }

    /** Begins to send what the server will not read to its end. */
    VoiceBrowser beginsToSend(String frame) {
        socket.sendText(frame, true);
        return this;
    }

    VoiceBrowser sendsBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return this;
    }

    VoiceBrowser sendsAudio(byte[] pcm) {
        return sends(contract.audio(pcm));
    }

    /** As a page that hangs. */
    VoiceBrowser readsNoMore() {
        reads = false;
        return this;
    }

    /** Sends it until the network takes no more, or the socket is gone; 20 s at most. */
    void floodsUntilNobodyTakesIt(String frame) {
        var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() - until < 0 && !socket.isOutputClosed()) {
            try {
                socket.sendText(frame, true).get(2, TimeUnit.SECONDS);
            } catch (ExecutionException | TimeoutException nobodyTakesIt) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** From now on the microphone sends, silence where nothing is said. */
    VoiceBrowser opensTheMicrophone() {
        microphone.scheduleAtFixedRate(this::sendOneFrame, 0, 100, TimeUnit.MILLISECONDS);
        return this;
    }

    private void sendOneFrame() {
        var pcm = Optional.ofNullable(toSay.poll()).orElseGet(() -> new short[FRAME]);
        var bytes = ByteBuffer.allocate(2 * FRAME).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(pcm);
        sendsAudio(bytes.array());
    }

    /** Says this in tone speech, in real time, once what was said before is through. */
    VoiceBrowser says(String text) {
        var pcm = ToneEncoder.encode(text, RATE_HZ).pcm();
        for (var at = 0; at < pcm.length; at += FRAME) {
            var piece = new short[FRAME];
            System.arraycopy(pcm, at, piece, 0, Math.min(FRAME, pcm.length - at));
            toSay.add(piece);
        }
        return this;
    }

    /** All words that were heard so far. */
    String heard() {
        return String.join(" ", words);
    }

    VoiceBrowser hears(String text) {
        waits("it hears '" + text + "'", () -> heard().contains(text));
        return this;
    }

    private void waits(String what, Callable<Boolean> until) {
        try {
            await(what).atMost(Duration.ofSeconds(45)).until(until);
        } catch (ConditionTimeoutException never) {
            throw new AssertionError("never " + what + ": got " + summary() + ", heard '" + heard() + "'", never);
        }
    }

    /** Waits for a frame that is no audio. */
    JsonNode gets(String what, Predicate<JsonNode> wanted) {
        waits("it gets " + what, () -> find(wanted).isPresent());
        return find(wanted).orElseThrow();
    }

    private Optional<JsonNode> find(Predicate<JsonNode> wanted) {
        return frames.stream().filter(wanted).findFirst();
    }

    /** Frames that are no audio, in order. */
    List<JsonNode> frames() {
        return List.copyOf(frames);
    }

    long longestFrameMs() {
        return longestFrameMs;
    }

    private String summary() {
        return frames + (isOpen() ? "" : ", closed " + closeCode + " " + closeReason);
    }

    String untilClosed() {
        await("Parley closes the socket; got " + summary())
                .atMost(Duration.ofSeconds(30))
                .until(() -> closeCode != STILL_OPEN);
        return closeCode + " " + closeReason;
    }

    boolean isOpen() {
        return closeCode == STILL_OPEN;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            var text = partial.toString();
            partial.setLength(0);
            try {
                took(JSON.readTree(text));
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
        if (reads) {
            from.request(1);
        }
        return null;
    }

    private void took(JsonNode frame) {
        if (!frame.path("type").asText().equals("audio")) {
            frames.add(frame);
            if (frame.path("type").asText().equals("interrupt")) {
                ear = new ToneDecoder(RATE_HZ); // what was to be played is thrown away
            }
            return;
        }
        var bytes = Base64.getDecoder().decode(frame.get(contract.member).asText());
        var pcm = new short[bytes.length / 2];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(pcm);
        longestFrameMs = Math.max(longestFrameMs, pcm.length * 1000L / RATE_HZ);
        for (var event : ear.hear(pcm, 0, pcm.length)) {
            if (event instanceof ToneEvent.Heard heard) {
                words.add(heard.word().text());
            }
        }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
        closeReason = reason;
        closeCode = statusCode;
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closeReason = error.toString();
        closeCode = 1006;
    }

    @Override
    public void close() {
        microphone.shutdownNow();
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(5, TimeUnit.SECONDS)
                    .exceptionally(gone -> socket)
                    .join();
        }
        socket.abort();
    }
}
