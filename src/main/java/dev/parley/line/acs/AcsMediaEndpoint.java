package dev.parley.line.acs;

import dev.parley.config.Threads;
import dev.parley.line.Wire;
import dev.parley.web.SocketSender;
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
    /** 256 kB: 2 s of audio at 48 kB a second in base64 are 128 kB. */
    private static final int LONGEST_MESSAGE = 256 * 1024;
    /** 2 min: while ACS streams it sends 50 messages a second; while streaming is stopped it sends none. */
    private static final long IDLE_MS = 120_000;

    @Inject
    MediaStreams streams; // the container makes this object, hence field injection

    @Inject
    Threads threads;

    private final StringBuilder partial = new StringBuilder();
    private MediaStream stream;
    private SocketSender sender;

    @OnOpen
    public void opened(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(IDLE_MS);
        var key = session.getRequestParameterMap().getOrDefault("key", List.of());
        sender = new SocketSender(session, threads.lasting(), this::gone);
        stream = streams.opened(
                Wire.of(sender::send, sender::close), key.stream().findFirst(), Optional.ofNullable((String)
                        config.getUserProperties().get(ConnectionIds.PROPERTY)));
    }

    /** In parts, because the container bounds a frame only: a message in many frames would grow without end. */
    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(String part, boolean last) {
        if (partial.length() + part.length() > LONGEST_MESSAGE) {
            partial.setLength(0);
            stream.refuse(CloseCodes.TOO_LONG, "a message is longer than 256 kB");
        } else if (last && partial.isEmpty()) {
            stream.received(part);
        } else {
            partial.append(part);
            if (last) {
                var message = partial.toString();
                partial.setLength(0);
                stream.received(message);
            }
        }
    }

    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(byte[] binary, boolean last) {
        stream.refuse(CloseCodes.CANNOT_ACCEPT, "text messages only");
    }

    @OnClose
    public void closed(CloseReason why) {
        if (sender != null) {
            sender.closed(why.getCloseCode().getCode());
        }
    }

    private void gone(int code) {
        if (stream != null) {
            stream.closed(Integer.toString(code));
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
