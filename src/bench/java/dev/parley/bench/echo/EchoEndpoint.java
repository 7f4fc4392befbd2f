package dev.parley.bench.echo;

import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.ArrayDeque;
import java.util.Deque;

/** Sends every message back, one in flight at a time, as the server needs it. */
@ServerEndpoint("/echo")
public class EchoEndpoint {
    private final Deque<String> waiting = new ArrayDeque<>();
    private RemoteEndpoint.Async remote;
    private boolean sending;

    @OnOpen
    public void opened(Session session) {
        remote = session.getAsyncRemote();
    }

    @OnMessage
    public void received(String message) {
        synchronized (this) {
            waiting.add(message);
            if (sending) {
                return;
            }
            sending = true;
        }
        send();
    }

    private void send() {
        String next;
        synchronized (this) {
            next = waiting.poll();
            sending = next != null;
        }
        if (next != null) {
            remote.sendText(next, this::sent);
        }
    }

    private void sent(SendResult result) {
        if (result.isOK()) {
            send();
        }
    }
}
