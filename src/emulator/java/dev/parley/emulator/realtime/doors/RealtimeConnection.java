package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.faults.AzureService;
import dev.parley.emulator.faults.Fault;
import dev.parley.emulator.faults.FaultKind;
import dev.parley.emulator.realtime.RealtimeSession;
import dev.parley.emulator.realtime.Surroundings;
import dev.parley.emulator.realtime.speaking.Wire;
import dev.parley.emulator.realtime.wire.Dialect;
import dev.parley.emulator.requests.RequestEntry;
import dev.parley.emulator.requests.RequestLog;
import dev.parley.emulator.socket.Outbox;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One socket of a client: its session, what leaves, and the fault that strikes it. Messages come one at a time. */
final class RealtimeConnection extends Endpoint implements Wire {
    /** User property: the {@link Entrance}. */
    static final String ENTRANCE = "parley.emulator.realtime.entrance";

    private static final Logger LOG = Logger.getLogger(RealtimeConnection.class.getName());
    /** 15 MiB of base64 and the event around it. */
    private static final int LARGEST_MESSAGE = 16 << 20;

    private static final int SWITCHED = 101;

    private final Supplier<Surroundings> surroundings;
    private final ScheduledExecutorService timer;
    private final LiveSessions sessions;
    private final RequestLog log;
    private Outbox outbox;
    private RealtimeSession session;
    private RequestEntry entry;

    RealtimeConnection(
            Supplier<Surroundings> surroundings,
            ScheduledExecutorService timer,
            LiveSessions sessions,
            RequestLog log) {
        this.surroundings = surroundings;
        this.timer = timer;
        this.sessions = sessions;
        this.log = log;
    }

    @Override
    public void onOpen(Session socket, EndpointConfig config) {
        var entrance = (Entrance) config.getUserProperties().get(ENTRANCE);
        String api = entrance.admission().dialect() == Dialect.GA ? "ga" : "preview";
        socket.setMaxTextMessageBufferSize(LARGEST_MESSAGE);
        socket.setMaxIdleTimeout(0); // the session's time is limited, and that is enough
        outbox = new Outbox(socket, timer, this::gone);
        session = new RealtimeSession(entrance.admission(), surroundings.get(), this);
        entry = log.open(AzureService.REALTIME, "realtime socket")
                .note("path", socket.getRequestURI().getPath())
                .note("deployment", entrance.admission().deployment())
                .note("session", session.id());
        sessions.opened(new LiveSessions.Live(
                session,
                entrance.admission().deployment(),
                api,
                Instant.now(),
                () -> play(Fault.of(AzureService.REALTIME, FaultKind.RESET))));
        entrance.fault().ifPresent(fault -> {
            entry.note("fault", fault.kind().wire());
            play(fault);
        });
        socket.addMessageHandler(String.class, (MessageHandler.Whole<String>) session::received);
        socket.addMessageHandler(ByteBuffer.class, (MessageHandler.Whole<ByteBuffer>)
                bytes -> outbox.close(CloseCodes.CANNOT_ACCEPT.getCode(), "Events are text"));
        session.open();
    }

    @Override
    public void onClose(Session socket, CloseReason reason) {
        outbox.closed(reason.getCloseCode().getCode());
    }

    private void gone(int code) {
        session.close();
        sessions.closed(session);
        entry.note("closeCode", code).note("errors", session.errors()).close(SWITCHED);
    }

    @Override
    public void onError(Session socket, Throwable cause) {
        LOG.log(Level.INFO, "A realtime socket failed", cause);
        outbox.close(CloseCodes.UNEXPECTED_CONDITION.getCode(), "Internal error");
    }

    @Override
    public void tell(String text) {
        outbox.send(text, 0);
    }

    @Override
    public void close(int code, String reason) {
        outbox.closeWhenSent(code, reason);
    }

    @Override
    public void play(Fault fault) {
        switch (fault.kind()) {
            case DELAY -> outbox.slowDown(fault.afterMs());
            case STALL -> later(fault.afterMs(), outbox::mute);
            case RESET, REFUSE ->
                later(
                        fault.afterMs(),
                        () -> outbox.close(CloseCodes.UNEXPECTED_CONDITION.getCode(), "The service is not available"));
            case THROTTLE -> later(0, () -> outbox.close(CloseCodes.TRY_AGAIN_LATER.getCode(), "Too many requests"));
            case WRONG_KEY ->
                later(0, () -> outbox.close(CloseCodes.VIOLATED_POLICY.getCode(), "The key is not valid"));
            case GARBAGE ->
                later(fault.afterMs(), () -> outbox.send("{\"type\":\"response.output_audio.delta\",\"delta\":", 0));
        }
    }

    private void later(long ms, Runnable action) {
        if (ms <= 0) {
            action.run();
        } else {
            timer.schedule(action, ms, TimeUnit.MILLISECONDS);
        }
    }
}
