package dev.parley.system;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A media client at Parley's socket, as ACS or another one that speaks its protocol. */
final class MediaClient implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final int STILL_OPEN = -1;

    private final StringBuilder partial = new StringBuilder();
    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final WebSocket socket;
    private volatile int closeCode = STILL_OPEN;
    private volatile String closeReason = "";

    private MediaClient(String query, Map<String, String> headers) {
        var builder = HTTP.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        headers.forEach(builder::header);
        var url = LocalMode.PARLEY.replaceFirst("^http", "ws") + "/api/v1/media/stream" + query;
        this.socket = builder.buildAsync(URI.create(url), this)
                .orTimeout(15, TimeUnit.SECONDS)
                .join();
    }

    /** Without token and plan, from loopback. */
    static MediaClient guest() {
        return new MediaClient("", Map.of());
    }

    /** The HTTP status by which the upgrade is refused; 101 when it is not. */
    static int refusal(String query, Map<String, String> headers) {
        try {
            new MediaClient(query, headers).close();
            return 101;
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof WebSocketHandshakeException handshake) {
                return handshake.getResponse().statusCode();
            }
            throw refused;
        }
    }

    static String metadata(int sampleRate) {
        return "{\"kind\":\"AudioMetadata\",\"audioMetadata\":{\"subscriptionId\":\"s\",\"encoding\":\"PCM\",\"sampleRate\":"
                + sampleRate + ",\"channels\":1,\"length\":" + sampleRate / 25 + "}}";
    }

    static String silence(int bytes) {
        return "{\"kind\":\"AudioData\",\"audioData\":{\"data\":\""
                + Base64.getEncoder().encodeToString(new byte[bytes]) + "\",\"silent\":false}}";
    }

    MediaClient sends(String message) {
        if (!socket.isOutputClosed()) {
            socket.sendText(message, true)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .exceptionally(gone -> socket)
                    .join();
        }
        return this;
    }

    MediaClient sendsBinary(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        return this;
    }

    List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    /** Milliseconds of audio received, at {@code sampleRate}. */
    long audioMs(int sampleRate) {
        return messages.stream()
                        .filter(message -> message.path("kind").asText().equals("AudioData"))
                        .mapToLong(message -> Base64.getDecoder()
                                .decode(message.path("audioData").path("data").asText())
                                .length)
                        .sum()
                / (sampleRate / 500);
    }

    /** Code and reason by which Parley closed the socket. */
    String untilClosed() {
        await("Parley closes the socket").atMost(Duration.ofSeconds(15)).until(() -> closeCode != STILL_OPEN);
        return closeCode + " " + closeReason;
    }

    boolean isOpen() {
        return closeCode == STILL_OPEN;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                messages.add(JSON.readTree(partial.toString()));
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
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
        if (!socket.isOutputClosed()) {
            socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                    .orTimeout(5, TimeUnit.SECONDS)
                    .exceptionally(gone -> socket)
                    .join();
        }
        socket.abort();
    }
}
