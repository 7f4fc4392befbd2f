package dev.parley.line.contoso;

import dev.parley.config.Threads;
import dev.parley.conversation.Time;
import dev.parley.line.MessageParts;
import dev.parley.line.Talks;
import dev.parley.line.Visitor;
import dev.parley.line.Wire;
import dev.parley.web.SocketSender;
import dev.parley.web.TraceParents;
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
import java.util.function.Consumer;

/**
 * The voice socket of this contract. It translates and hands over; who may come in was decided at the upgrade. The scope
 * annotation lets the server inject.
 */
@Dependent
@ServerEndpoint(value = "/api/voice", configurator = TraceParents.class)
public class VoiceEndpoint {
    private static final Logger LOG = System.getLogger(VoiceEndpoint.class.getName());
    /** 256 kB: 4 s of audio in base64; the client sends 0.1 s at a time. */
    private static final int LONGEST_MESSAGE = 256 * 1024;
    /** 10 min: a muted client sends nothing while it listens; the persona's own silence policy comes long before. */
    private static final long IDLE_MS = 600_000;

    private static final int CANNOT_ACCEPT = 1003;
    private static final int TOO_LONG = 1009;
    private static final int UNEXPECTED = 1011;

    @Inject
    Talks talks; // the container makes this object, hence field injection

    @Inject
    Threads threads;

    private final MessageParts parts = new MessageParts(LONGEST_MESSAGE);
    private VoiceSocket socket;
    private SocketSender sender;

    @OnOpen
    public void opened(Session session, EndpointConfig config) {
        session.setMaxIdleTimeout(IDLE_MS);
        sender = new SocketSender(session, threads.lasting(), code -> ifThere(VoiceSocket::closed));
        var user = session.getUserPrincipal();
        socket = new VoiceSocket(
                new Visitor(user == null ? "" : user.getName(), TraceParents.of(config)),
                talks,
                Wire.of(sender::send, sender::close),
                threads.lasting(),
                Time.of(threads));
        socket.opened();
    }

    /** In parts, because the container bounds a frame only: a message in many frames would grow without end. */
    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(String part, boolean last) {
        try {
            parts.add(part, last).ifPresent(socket::received);
        } catch (MessageParts.TooLong tooLong) {
            socket.refuse(TOO_LONG, "a message is longer than 256 kB");
        }
    }

    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(byte[] part, boolean last) {
        socket.refuse(CANNOT_ACCEPT, "text messages only");
    }

    @OnClose
    public void closed(CloseReason why) {
        if (sender != null) {
            sender.closed(why.getCloseCode().getCode());
        }
    }

    /** A broken connection, or a defect of ours. */
    @OnError
    public void failed(Throwable cause) {
        LOG.log(Level.DEBUG, "voice socket failed", cause);
        ifThere(open -> open.refuse(UNEXPECTED, "unexpected failure"));
    }

    private void ifThere(Consumer<VoiceSocket> then) {
        if (socket != null) {
            then.accept(socket);
        }
    }
}
