package dev.parley.web;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** What is sent on a WebSocket session by its one writer: one message in flight. Calls return at once. */
public final class SocketSender {
    private static final Logger LOG = System.getLogger(SocketSender.class.getName());
    /** 5 s: a far end that takes no message for so long plays nothing any more. */
    private static final long SEND_TIMEOUT_MS = 5_000;
    /** RFC 6455 §5.5: a control frame holds 125 bytes, two of them the code. */
    private static final int LONGEST_REASON = 123;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor closing;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param closing runs the close, which may wait for the far end */
    public SocketSender(Session session, Executor closing) {
        this.session = session;
        this.closing = closing;
        this.remote = session.getAsyncRemote();
        remote.setSendTimeout(SEND_TIMEOUT_MS);
    }

    /** {@code written} is told once, on any thread, perhaps before this returns: whether the message went out whole. */
    public void send(String message, Consumer<Boolean> written) {
        try {
            remote.sendText(message, result -> written.accept(result.isOK()));
        } catch (IllegalStateException gone) {
            LOG.log(Level.DEBUG, "the socket closed under a message", gone);
            written.accept(false);
        }
    }

    /** Closes it in the background. Repeatable. */
    public void close(int code, String reason) {
        if (closed.compareAndSet(false, true)) {
            closing.execute(() -> closeNow(code, reason));
        }
    }

    private void closeNow(int code, String reason) {
        try {
            var fits = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
            session.close(new CloseReason(CloseCodes.getCloseCode(code), fits));
        } catch (IOException | IllegalStateException gone) {
            LOG.log(Level.DEBUG, "the socket was gone before it was closed", gone);
        }
    }
}
