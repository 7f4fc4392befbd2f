package dev.parley.emulator.socket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What leaves on one socket: a queue, one send in flight, each message not before its time. The server loses overlapping
 * sends, so nobody else writes. Thread-safe; never blocks.
 */
public final class Outbox {
    /** Some ten minutes of audio in pieces of 100 ms; a client that is further behind is dropped. */
    static final int MOST_QUEUED = 8_192;
    /** A client that takes nothing for so long is gone. */
    private static final long SEND_TIMEOUT_MS = 10_000;

    /** What is being sent has left by then, or nobody takes it. */
    private static final long PATIENCE_MS = 500;

    private static final int LONGEST_REASON_BYTES = 120;
    private static final Logger LOG = Logger.getLogger(Outbox.class.getName());

    /** Ends the socket when its turn comes. */
    private record Goodbye(int code, String reason) {}

    private record Outgoing(Object payload, long dueNanos, Optional<Runnable> whenSent) {}

    private final Session session;
    private final ScheduledExecutorService timer;
    private final IntConsumer gone;
    private final AtomicBoolean told = new AtomicBoolean();
    private final Deque<Outgoing> queue = new ArrayDeque<>();
    private long latestDueNanos = System.nanoTime();
    private long shiftNanos;
    private boolean sending;
    private boolean waiting;
    private boolean muted;
    private boolean closed;
    private Optional<Goodbye> leaving = Optional.empty();

    /** @param gone told once of the code with which the socket closed, whoever closed it */
    public Outbox(Session session, ScheduledExecutorService timer, IntConsumer gone) {
        this.session = session;
        this.timer = timer;
        this.gone = gone;
        session.getAsyncRemote().setSendTimeout(SEND_TIMEOUT_MS);
    }

    /** Sends a text message after those before it, and so much later than it could. */
    public void send(String text, long delayMs) {
        enqueue(text, delayMs, Optional.empty());
    }

    /** As {@link #send(String, long)}; then runs {@code whenSent}, unless the socket closes before. */
    public void sendLast(String text, Runnable whenSent) {
        enqueue(text, 0, Optional.of(whenSent));
    }

    /** Sends a binary message after those before it, and so much later than it could; the buffer is the outbox's now. */
    public void send(ByteBuffer bytes, long delayMs) {
        enqueue(bytes, delayMs, Optional.empty());
    }

    /** Nothing sent from now on leaves before {@code waitMs} are over. */
    public synchronized void notBefore(long waitMs) {
        latestDueNanos =
                Math.max(latestDueNanos, System.nanoTime() + shiftNanos + TimeUnit.MILLISECONDS.toNanos(waitMs));
    }

    /** Sends everything from now on so much later. */
    public synchronized void slowDown(long ms) {
        shiftNanos = TimeUnit.MILLISECONDS.toNanos(ms);
    }

    /** Sends nothing any more and keeps the connection open. */
    public synchronized void mute() {
        muted = true;
        queue.clear();
    }

    public synchronized boolean isOpen() {
        return !closed && session.isOpen();
    }

    /** The server says that the socket is closed: forgets what was not sent yet. */
    public void closed(int code) {
        synchronized (this) {
            closed = true;
            queue.clear();
        }
        if (told.compareAndSet(false, true)) {
            gone.accept(code);
        }
    }

    /** Closes at once, in the background; what was not sent is lost. */
    public void close(int code, String reason) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            queue.clear();
            if (sending) {
                leaving = Optional.of(new Goodbye(code, reason));
                later(this::leave, TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS));
                return;
            }
        }
        closeSoon(code, reason);
    }

    /** Not before what is being sent has left: a close beside it may wait for ever. */
    private void leave() {
        Optional<Goodbye> goodbye;
        synchronized (this) {
            goodbye = leaving;
            leaving = Optional.empty();
        }
        goodbye.ifPresent(last -> closeSoon(last.code(), last.reason()));
    }

    /**
     * In a thread of its own: while a message of the client is read, Liberty 26 may wait 5.5 s, or for ever, for its close frame
     * to leave on a connection that it has already closed, or tell nobody of the close.
     */
    private void closeSoon(int code, String reason) {
        Thread.ofVirtual().name("socket-closing").start(() -> closeNow(code, reason));
    }

    private void closeNow(int code, String reason) {
        try {
            session.close(new CloseReason(CloseCodes.getCloseCode(code), shortened(reason)));
        } catch (IOException | IllegalStateException e) {
            LOG.log(Level.FINE, "A socket was gone before it was closed", e);
        } finally {
            closed(code);
        }
    }

    /** Closes when all that was sent before has left. */
    public void closeWhenSent(int code, String reason) {
        boolean nothingLeaves;
        synchronized (this) {
            nothingLeaves = muted;
        }
        if (nothingLeaves) {
            close(code, reason);
        } else {
            enqueue(new Goodbye(code, reason), 0, Optional.empty());
        }
    }

    private static String shortened(String reason) {
        byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_REASON_BYTES
                ? reason
                : new String(bytes, 0, LONGEST_REASON_BYTES - 3, StandardCharsets.US_ASCII);
    }

    private void enqueue(Object payload, long delayMs, Optional<Runnable> whenSent) {
        boolean overflow = false;
        synchronized (this) {
            if (closed || muted) {
                return;
            }
            if (queue.size() >= MOST_QUEUED) {
                overflow = true;
            } else {
                latestDueNanos = Math.max(latestDueNanos, System.nanoTime() + shiftNanos)
                        + TimeUnit.MILLISECONDS.toNanos(delayMs);
                queue.addLast(new Outgoing(payload, latestDueNanos, whenSent));
            }
        }
        if (overflow) {
            close(CloseCodes.UNEXPECTED_CONDITION.getCode(), "The client does not take what it asked for");
            return;
        }
        pump();
    }

    private void pump() {
        Outgoing next;
        synchronized (this) {
            if (sending || waiting || closed || queue.isEmpty()) {
                return;
            }
            long wait = queue.peekFirst().dueNanos() - System.nanoTime();
            if (wait > 0) {
                waitFor(wait);
                return;
            }
            next = queue.removeFirst();
            sending = !(next.payload() instanceof Goodbye);
        }
        if (next.payload() instanceof Goodbye goodbye) {
            close(goodbye.code(), goodbye.reason());
            return;
        }
        var remote = session.getAsyncRemote();
        try {
            if (next.payload() instanceof ByteBuffer bytes) {
                remote.sendBinary(bytes, result -> sent(result.isOK(), next));
            } else {
                remote.sendText((String) next.payload(), result -> sent(result.isOK(), next));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "A socket closed while it was written", e);
            sent(false, next);
        }
    }

    private void waitFor(long nanos) {
        waiting = true;
        later(this::waited, nanos);
    }

    private void later(Runnable task, long nanos) {
        try {
            timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "The emulator stops while messages wait", e);
        }
    }

    private void waited() {
        synchronized (this) {
            waiting = false;
        }
        pump();
    }

    private void sent(boolean ok, Outgoing message) {
        synchronized (this) {
            sending = false;
        }
        if (ok) {
            message.whenSent().ifPresent(Runnable::run);
            pump();
        } else {
            close(CloseCodes.GOING_AWAY.getCode(), "Sending failed");
        }
        leave();
    }
}
