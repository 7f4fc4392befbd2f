package dev.parley.emulator.speech.usp;

import dev.parley.emulator.socket.Outbox;
import jakarta.json.JsonObject;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.IntConsumer;

/** What leaves on one socket of the Speech service: frames of headers and a body. Thread-safe; never blocks. */
public final class UspSocket {
    private final Outbox outbox;

    /** @param gone told once of the code with which the socket closed, whoever closed it */
    public UspSocket(Session session, ScheduledExecutorService timer, IntConsumer gone) {
        outbox = new Outbox(session, timer, gone);
    }

    /** Sends a JSON message of a turn, after those before it and not before {@code waitMs} are over. */
    public void sendNotBefore(String path, String requestId, JsonObject body, long waitMs) {
        outbox.notBefore(waitMs);
        send(path, requestId, body);
    }

    public void send(String path, String requestId, JsonObject body) {
        outbox.send(textFrame(path, requestId, body.toString()), 0);
    }

    /** As {@link #send}; then runs {@code whenSent}, unless the socket closes before. */
    public void sendLast(String path, String requestId, JsonObject body, Runnable whenSent) {
        outbox.sendLast(textFrame(path, requestId, body.toString()), whenSent);
    }

    /** Sends bytes of a turn's audio. */
    public void sendAudio(String requestId, String streamId, byte[] audio, long delayMs) {
        byte[] headers = ("X-RequestId:" + requestId + "\r\nContent-Type:audio/x-wav\r\nX-StreamId:" + streamId
                        + "\r\nPath:audio\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var frame = ByteBuffer.allocate(2 + headers.length + audio.length)
                .putShort((short) headers.length)
                .put(headers)
                .put(audio)
                .flip();
        outbox.send(frame, delayMs);
    }

    /** Sends a text frame as it is, right or wrong. */
    public void sendRaw(String frame) {
        outbox.send(frame, 0);
    }

    /** Sends everything from now on so much later. */
    public void slowDown(long ms) {
        outbox.slowDown(ms);
    }

    /** Sends nothing any more and keeps the connection open. */
    public void mute() {
        outbox.mute();
    }

    public boolean isOpen() {
        return outbox.isOpen();
    }

    /** The server says that the socket is closed: forgets what was not sent yet. */
    public void closed(int code) {
        outbox.closed(code);
    }

    /** Closes at once, in the background; what was not sent is lost. */
    public void close(int code, String reason) {
        outbox.close(code, reason);
    }

    private static String textFrame(String path, String requestId, String body) {
        return "X-RequestId:" + requestId + "\r\nContent-Type:application/json; charset=utf-8\r\nPath:" + path
                + "\r\n\r\n" + body;
    }
}
