package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketSenderTest {
    private final List<Integer> closes = new ArrayList<>();
    private final List<Integer> gone = new ArrayList<>();

    @Test
    void aCloseOfWhichTheContainerTellsNobodyIsTold() {
        var sender = new SocketSender(session(() -> {}), Runnable::run, gone::add);

        sender.close(1009, "too long");

        assertThat(closes).containsExactly(1009);
        assertThat(gone).containsExactly(1009);
    }

    @Test
    void aSocketThatBreaksWhileItIsClosedIsGone() {
        var sender = new SocketSender(
                session(() -> {
                    throw new IOException("reset");
                }),
                Runnable::run,
                gone::add);

        sender.close(1000, "bye");

        assertThat(gone).containsExactly(1000);
    }

    @Test
    void whatTheContainerTellsIsToldOnce() {
        var senders = new ArrayList<SocketSender>();
        senders.add(new SocketSender(session(() -> senders.getFirst().closed(1006)), Runnable::run, gone::add));

        senders.getFirst().close(1000, "bye");
        senders.getFirst().closed(1000);

        assertThat(gone).containsExactly(1006);
    }

    @Test
    void aSocketIsClosedOnce() {
        var sender = new SocketSender(session(() -> {}), Runnable::run, gone::add);

        sender.close(1000, "bye");
        sender.close(1011, "broken");

        assertThat(closes).containsExactly(1000);
    }

    private interface Closing {
        void close() throws IOException;
    }

    private Session session(Closing closing) {
        var remote = proxy(RemoteEndpoint.Async.class, (self, method, arguments) -> null);
        return proxy(Session.class, (self, method, arguments) -> {
            switch (method.getName()) {
                case "getAsyncRemote" -> {
                    return remote;
                }
                case "close" -> {
                    closes.add(((CloseReason) arguments[0]).getCloseCode().getCode());
                    closing.close();
                    return null;
                }
                default -> throw new UnsupportedOperationException(method.getName());
            }
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
