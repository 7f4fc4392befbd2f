package dev.parley.line.acs;

import dev.parley.config.Threads;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * The media socket of ACS. It translates and hands over; who may come in was decided at the upgrade by the security room and
 * is looked up by the key here. The scope annotation lets the server inject.
 */
@Dependent
@ServerEndpoint(value = "/api/v1/media/stream", configurator = ConnectionIds.class)
public class AcsMediaEndpoint {
    private static final Logger LOG = System.getLogger(AcsMediaEndpoint.class.getName());
    /** 256 kB: 2 s of audio at 48 kB a second in base64 are 128 kB. The container closes with 1009 beyond it. */
    private static final int LONGEST_MESSAGE = 256 * 1024;
    /** 2 min: while ACS streams it sends 50 messages a second; while streaming is stopped it sends none. */
    private static final long IDLE_MS = 120_000;

    @Inject
    MediaStreams streams; // the container makes this object, hence field injection

    @Inject
    Threads threads;

    private MediaStream stream;

    @OnOpen
    public void opened(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(IDLE_MS);
        session.setMaxTextMessageBufferSize(LONGEST_MESSAGE);
        session.setMaxBinaryMessageBufferSize(LONGEST_MESSAGE);
        var key = session.getRequestParameterMap().getOrDefault("key", List.of());
        stream = streams.opened(
                new SessionWire(session, threads.virtual()), key.stream().findFirst(), Optional.ofNullable((String)
                        config.getUserProperties().get(ConnectionIds.PROPERTY)));
    }

    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(String message) {
        stream.received(message);
    }

    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(byte[] binary) {
        stream.refuse(CloseCodes.CANNOT_ACCEPT, "text messages only");
    }

    @OnClose
    public void closed(CloseReason why) {
        if (stream != null) {
            stream.closed(Integer.toString(why.getCloseCode().getCode()));
        }
    }

    /** A broken connection, or a defect of ours: the socket ends, its call may go on with another. */
    @OnError
    public void failed(Throwable cause) {
        LOG.log(Level.DEBUG, "media socket failed", cause);
        if (stream != null) {
            stream.refuse(CloseCodes.UNEXPECTED, "unexpected failure");
        }
    }
}
