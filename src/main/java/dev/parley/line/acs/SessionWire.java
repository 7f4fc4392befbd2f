package dev.parley.line.acs;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/** A Jakarta WebSocket session as a wire. */
final class SessionWire implements Wire {
    private static final Logger LOG = System.getLogger(SessionWire.class.getName());
    /** 5 s: a far end that takes no message for so long plays nothing any more. */
    private static final long SEND_TIMEOUT_MS = 5_000;
    /** RFC 6455 §5.5: a control frame holds 125 bytes, two of them the code. */
    private static final int LONGEST_REASON = 123;

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final Executor closing;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** @param closing runs the close, which may wait for the far end */
    SessionWire(Session session, Executor closing) {
        this.session = session;
        this.closing = closing;
        this.remote = session.getAsyncRemote();
        remote.setSendTimeout(SEND_TIMEOUT_MS);
    }

    @Override
    public void send(String message, Written written) {
        try {
            remote.sendText(message, result -> written.written(result.isOK()));
        } catch (IllegalStateException gone) {
            LOG.log(Level.DEBUG, "the socket closed under a message", gone);
            written.written(false);
        }
    }

    @Override
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
