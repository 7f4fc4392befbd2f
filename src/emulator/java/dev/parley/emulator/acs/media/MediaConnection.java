package dev.parley.emulator.acs.media;

import dev.parley.emulator.latency.DelayLine;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * One connection of the service to the server's media endpoint. Sends are queued: one is in flight, its completion sends the
 * next; when the server does not take them, the oldest audio is dropped. Thread-safe.
 */
public final class MediaConnection implements WebSocket.Listener {
    /** Five seconds of audio that the server has not taken: it is gone, the connection is given up. */
    private static final int MOST_WAITING = 250;

    /** ACS sends no outbound message near this size; a longer one is refused (RFC 6455 close 1009). */
    private static final int LONGEST_CHARS = 4_000_000;

    private final Listener listener;
    private final Deque<String> waiting = new ArrayDeque<>();
    private final StringBuilder partial = new StringBuilder();
    private final DelayLine<String> out;
    private final DelayLine<String> in;
    private WebSocket socket;
    private boolean sending;
    private boolean over;

    /** What becomes of a connection; called on the HTTP client's threads, must not block. */
    public interface Listener {
        void opened(MediaConnection connection);

        /** @param status HTTP status the server answered, or 0 when it could not be reached */
        void refused(MediaConnection connection, int status);

        void received(MediaConnection connection, String text);

        void receivedBinary(MediaConnection connection);

        /** The connection is gone; called once, not after {@link #close}. */
        void lost(MediaConnection connection, String why);
    }

    /** @param wayMs how long every message is under way, in either direction */
    public MediaConnection(Listener listener, long wayMs, DelayLine.Later later) {
        this.listener = listener;
        this.out = new DelayLine<>(wayMs, later, this::leave);
        this.in = new DelayLine<>(wayMs, later, this::arrive);
    }

    /** Opens the connection, once; the answer comes to the listener within {@code timeout}, perhaps before this returns. */
    public void open(HttpClient http, URI url, Map<String, String> headers, Duration timeout) {
        WebSocket.Builder upgrade = http.newWebSocketBuilder().connectTimeout(timeout);
        headers.forEach(upgrade::header);
        upgrade.buildAsync(url, this)
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((opened, failure) -> {
                    if (failure != null) {
                        close(1001, "too late");
                        listener.refused(this, status(failure));
                    }
                });
    }

    private static int status(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof WebSocketHandshakeException refused
                ? refused.getResponse().statusCode()
                : 0;
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        synchronized (this) {
            socket = webSocket;
            if (over) {
                webSocket.abort();
                return;
            }
        }
        webSocket.request(1);
        listener.opened(this);
    }

    /** Sends a message after those before it. */
    public void send(String text) {
        out.add(text);
    }

    private void arrive(String text) {
        synchronized (this) {
            if (over) {
                return;
            }
        }
        listener.received(this, text);
    }

    private void leave(String text) {
        synchronized (this) {
            if (over || socket == null) {
                return;
            }
            if (waiting.size() >= MOST_WAITING) {
                waiting.removeFirst();
            }
            waiting.addLast(text);
            if (sending) {
                return;
            }
            sending = true;
        }
        pump();
    }

    /** Messages not yet taken by the network. */
    public synchronized int waiting() {
        return waiting.size();
    }

    private void pump() {
        while (true) {
            CompletableFuture<WebSocket> sent;
            synchronized (this) {
                String text = over ? null : waiting.pollFirst();
                if (text == null) {
                    sending = false;
                    return;
                }
                sent = socket.sendText(text, true);
            }
            if (!sent.isDone()) {
                sent.whenComplete((done, failure) -> afterSend(failure));
                return;
            }
            if (sent.isCompletedExceptionally()) {
                gone("send failed");
                return;
            }
        }
    }

    private void afterSend(Throwable failure) {
        if (failure != null) {
            gone("send failed");
        } else {
            pump();
        }
    }

    /** Says goodbye; no further call to the listener. */
    public void close(int code, String reason) {
        WebSocket open;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
            open = socket;
        }
        if (open != null) {
            open.sendClose(code, reason).orTimeout(2, TimeUnit.SECONDS).whenComplete((done, failure) -> {
                if (failure != null) {
                    open.abort();
                }
            });
        }
    }

    /** Drops the connection without goodbye; the listener hears of it as of any loss. */
    public void drop() {
        WebSocket open;
        synchronized (this) {
            open = socket;
        }
        if (open != null) {
            open.abort();
        }
        gone("dropped");
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        String whole = null;
        if (partial.length() + data.length() > LONGEST_CHARS) {
            webSocket.sendClose(1009, "message too long");
            gone("message too long");
        } else if (last && partial.isEmpty()) {
            whole = data.toString();
        } else {
            partial.append(data);
            if (last) {
                whole = partial.toString();
                partial.setLength(0);
            }
        }
        if (whole != null) {
            in.add(whole);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        if (last) {
            listener.receivedBinary(this);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
        gone("closed with " + code);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        gone("connection broke");
    }

    private void gone(String why) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
        }
        listener.lost(this, why);
    }
}
