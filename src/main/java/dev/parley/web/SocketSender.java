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
import java.util.function.IntConsumer;

/** What is sent on a WebSocket session by its one writer: one message in flight. Calls return at once. */
public final class SocketSender {
    private static final Logger LOG = System.getLogger(SocketSender.class.getName());
    /** 5 s: a far end that takes no message for so long plays nothing any more. */
    private static final long SEND_TIMEOUT_MS = 5_000;
    /** RFC 6455 §5.5: a control frame holds 125 bytes, two of them the code. */
    private static final int LONGEST_REASON = 123;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor closer;
    private final IntConsumer gone;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param closer runs the close, which may wait for the far end
     * @param gone told once of the code with which the socket closed, whoever closed it
     */
    public SocketSender(Session session, Executor closer, IntConsumer gone) {
        this.session = session;
        this.closer = closer;
        this.gone = gone;
        this.remote = session.getAsyncRemote();
        remote.setSendTimeout(SEND_TIMEOUT_MS);
    }

    /** {@code written} is told once, on any thread, perhaps before this returns: whether the message went out whole. */
    public void send(String message, Consumer<Boolean> written) {
        try {
            remote.sendText(message, result -> written.accept(result.isOK()));
        } catch (IllegalStateException tooLate) {
            LOG.log(Level.DEBUG, "the socket closed under a message", tooLate);
            written.accept(false);
        }
    }

    /** Closes it in the background. Repeatable. */
    public void close(int code, String reason) {
        if (closing.compareAndSet(false, true)) {
            closer.execute(() -> closeNow(code, reason));
        }
    }

    /** The container says that the socket is closed. */
    public void closed(int code) {
        if (told.compareAndSet(false, true)) {
            gone.accept(code);
        }
    }

    private void closeNow(int code, String reason) {
        try {
            var fits = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
            session.close(new CloseReason(CloseCodes.getCloseCode(code), fits));
        } catch (IOException | IllegalStateException tooLate) {
            LOG.log(Level.DEBUG, "the socket was gone before it was closed", tooLate);
        } finally {
            closed(code); // Liberty 26 tells nobody of a close while the far end's message is being read
        }
    }
}
