package dev.parley.emulator.speech.usp;

import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.faults.Limit;
import dev.parley.emulator.faults.Occasion;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One socket of a Speech client: reads frames strictly, plays faults, and closes with 1007 on what the protocol does not
 * allow. What the messages mean, a subclass knows. Its methods are called by one thread at a time.
 */
public abstract class UspConnection extends Endpoint {
    /** User property: the fault that struck the upgrade, an {@code Optional<Fault>}. */
    public static final String FAULT = "parley.emulator.speech.fault";

    private static final Logger LOG = Logger.getLogger(UspConnection.class.getName());
    private static final int NORMAL_STATUS = 101;
    private static final int LARGEST_MESSAGE = 1 << 18;
    /** The service drops idle connections after some minutes. */
    private static final long IDLE_TIMEOUT_MS = 600_000;
    /** A turn so soon after the upgrade belongs to it: it is not struck again. */
    private static final long UPGRADE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What connections need of the emulator. */
    public record Surroundings(Faults faults, Attribution calls, RequestLog requests, ScheduledExecutorService timer) {}

    private final Surroundings surroundings;
    private final String what;
    private final AtomicReference<RequestEntry> entry = new AtomicReference<>();
    private UspSocket socket;
    private Session session;
    private long openedNanos;
    private boolean turnSlowed;

    protected UspConnection(Surroundings surroundings, String what) {
        this.surroundings = surroundings;
        this.what = what;
    }

    /** The socket is open. */
    protected void opened() {
        // most have nothing to do yet
    }

    /** A message of a client whose frame is right. */
    protected abstract void received(UspMessage message);

    /** The socket is closed, by whomever. */
    protected abstract void ended();

    protected final UspSocket socket() {
        return socket;
    }

    /** A parameter of the query of the upgrade; empty if it is missing. */
    protected final Optional<String> query(String name) {
        var values = session.getRequestParameterMap().get(name);
        return values == null || values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    /** A parameter of the path of the upgrade. */
    protected final Optional<String> pathParameter(String name) {
        return Optional.ofNullable(session.getPathParameters().get(name));
    }

    /**
     * Writes down a turn and plays the fault that strikes it, if any.
     *
     * @param facts what its beginning tells
     */
    protected final RequestEntry turn(String name, Map<Limit, String> facts) {
        RequestEntry turn = surroundings.requests().open(AzureService.SPEECH, name);
        if (turnSlowed) {
            turnSlowed = false;
            socket.slowDown(0);
        }
        if (System.nanoTime() - openedNanos > UPGRADE_NANOS) {
            strike(turn, facts, Set.of());
        }
        return turn;
    }

    /**
     * Plays the fault that strikes a turn of which more became known.
     *
     * @param facts all that is known
     * @param later what of it is new
     * @return whether one strikes
     */
    protected final boolean strike(RequestEntry turn, Map<Limit, String> facts, Set<Limit> later) {
        Optional<String> call = surroundings.calls().onlyCall();
        Optional<Fault> struck = surroundings.faults().strike(new Occasion(AzureService.SPEECH, call, facts, later));
        struck.ifPresent(fault -> {
            // what waited for this turn's words is no business of the next turn, which may be another call's
            turnSlowed = !later.isEmpty() && fault.kind() == FaultKind.DELAY;
            turn.note("fault", fault.kind().wire());
            play(fault);
        });
        return struck.isPresent();
    }

    @Override
    public final void onOpen(Session session, EndpointConfig config) {
        this.session = session;
        openedNanos = System.nanoTime();
        session.setMaxTextMessageBufferSize(LARGEST_MESSAGE);
        session.setMaxBinaryMessageBufferSize(LARGEST_MESSAGE);
        session.setMaxIdleTimeout(IDLE_TIMEOUT_MS);
        socket = new UspSocket(session, surroundings.timer(), this::gone);
        entry.set(surroundings
                .requests()
                .open(AzureService.SPEECH, what)
                .note("path", session.getRequestURI().getPath()));
        opened();
        if (config.getUserProperties().get(FAULT) instanceof Fault fault) {
            entry.get().note("fault", fault.kind().wire());
            play(fault);
        }
        session.addMessageHandler(
                String.class, (MessageHandler.Whole<String>) text -> read(() -> UspMessage.text(text)));
        session.addMessageHandler(
                ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>) bytes -> read(() -> UspMessage.binary(bytes)));
    }

    @Override
    public final void onClose(Session session, CloseReason reason) {
        socket.closed(reason.getCloseCode().getCode());
    }

    private void gone(int code) {
        ended();
        entry.get().note("closeCode", code).close(NORMAL_STATUS);
    }

    @Override
    public final void onError(Session session, Throwable cause) {
        LOG.log(Level.INFO, "A speech socket failed", cause);
        socket.close(CloseCodes.UNEXPECTED_CONDITION.getCode(), "Internal error");
    }

    private interface Frame {
        UspMessage read();
    }

    private void read(Frame frame) {
        if (!socket.isOpen()) {
            return;
        }
        try {
            received(frame.read());
        } catch (UspMessage.BadFrameException e) {
            entry.get().note("protocolError", e.getMessage());
            socket.close(CloseCodes.NOT_CONSISTENT.getCode(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A message of a speech client could not be handled", e);
            socket.close(CloseCodes.UNEXPECTED_CONDITION.getCode(), "Internal error");
        }
    }

    private void play(Fault fault) {
        switch (fault.kind()) {
            case DELAY -> socket.slowDown(fault.afterMs());
            case STALL -> later(fault.afterMs(), socket::mute);
            case RESET, REFUSE ->
                later(
                        fault.afterMs(),
                        () -> socket.close(CloseCodes.UNEXPECTED_CONDITION.getCode(), "The service is not available"));
            case THROTTLE -> later(0, () -> socket.close(CloseCodes.TRY_AGAIN_LATER.getCode(), "Too many requests"));
            case WRONG_KEY ->
                later(0, () -> socket.close(CloseCodes.VIOLATED_POLICY.getCode(), "The key is not valid"));
            case GARBAGE ->
                later(fault.afterMs(), () -> socket.sendRaw("Path speech.phrase\r\n{\"RecognitionStatus\":"));
        }
    }

    private void later(long ms, Runnable action) {
        if (ms <= 0) {
            action.run();
        } else {
            surroundings.timer().schedule(action, ms, TimeUnit.MILLISECONDS);
        }
    }
}
