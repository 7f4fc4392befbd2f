package dev.parley.line.sustineo;

import dev.parley.config.Threads;
import dev.parley.line.MessageParts;
import dev.parley.line.Visitor;
import dev.parley.line.Wire;
import dev.parley.web.SocketSender;
import dev.parley.web.TraceParents;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/**
 * What both sockets of this contract do with messages. They translate and hand over; who may come in was decided at the upgrade. A
 * server we run on (Open Liberty, CWWKH0002E) takes no annotated method from a superclass, so each names its own.
 */
class VoiceEndpoint {
    /** 256 kB: 4 s of audio in base64; the client sends 0.1 s at a time. */
    static final int LONGEST_MESSAGE = 256 * 1024;

    private static final Logger LOG = System.getLogger(VoiceEndpoint.class.getName());
    /** 10 min: a muted client sends nothing while it listens; the persona's own silence policy comes long before. */
    private static final long IDLE_MS = 600_000;

    private static final int CANNOT_ACCEPT = 1003;
    private static final int TOO_LONG = 1009;
    private static final int UNEXPECTED = 1011;

    @Inject
    VoiceSockets sockets; // the container makes this object, hence field injection

    @Inject
    Threads threads;

    private final MessageParts parts = new MessageParts(LONGEST_MESSAGE);
    private VoiceSocket socket;
    private SocketSender sender;

    Wire wire(Session session) {
        session.setMaxIdleTimeout(IDLE_MS);
        sender = new SocketSender(session, threads.lasting(), code -> ifThere(sockets::closed));
        return Wire.of(sender::send, sender::close);
    }

    static Visitor visitor(Session session, EndpointConfig config) {
        var principal = session.getUserPrincipal();
        return new Visitor(principal == null ? "" : principal.getName(), TraceParents.of(config));
    }

    void carries(VoiceSocket opened) {
        socket = opened;
    }

    void text(String part, boolean last) {
        try {
            parts.add(part, last).ifPresent(socket::received);
        } catch (MessageParts.TooLong tooLong) {
            socket.refuse(TOO_LONG, "a message is longer than 256 kB");
        }
    }

    void binary() {
        socket.refuse(CANNOT_ACCEPT, "text messages only");
    }

    void gone(CloseReason why) {
        if (sender != null) {
            sender.closed(why.getCloseCode().getCode());
        }
    }

    /** A broken connection, or a defect of ours. */
    void broken(Throwable cause) {
        LOG.log(Level.DEBUG, "voice socket failed", cause);
        ifThere(open -> open.refuse(UNEXPECTED, "unexpected failure"));
    }

    private void ifThere(Consumer<VoiceSocket> then) {
        if (socket != null) {
            then.accept(socket);
        }
    }
}
