package dev.parley.line.openai;

import dev.parley.call.Talker;
import dev.parley.config.Threads;
import dev.parley.line.MessageParts;
import dev.parley.line.Talks;
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
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The socket of Realtime clients, at the address that their libraries know and at one of this server's own API; the model that they
 * name is the persona. It translates and hands over; who may come in was decided at the upgrade. The scope annotation lets the
 * server inject.
 */
@Dependent
@ServerEndpoint(value = "/{api}/v1/realtime", subprotocols = "realtime", configurator = TraceParents.class)
public class RealtimeEndpoint {
    private static final Logger LOG = System.getLogger(RealtimeEndpoint.class.getName());
    /** 1 MiB: 16 s of audio in base64. The service takes 15 MiB (azure-openai-realtime §3), which nobody speaks at once. */
    private static final int LONGEST_MESSAGE = 1024 * 1024;

    /** 10 min: a client that listens sends nothing; the persona's own silence policy comes long before. */
    private static final long IDLE_MS = 600_000;

    private static final Set<String> APIS = Set.of("openai", "api");

    @Inject
    Talks talks; // the container makes this object, hence field injection

    @Inject
    Threads threads;

    private final MessageParts parts = new MessageParts(LONGEST_MESSAGE);
    private SocketSender sender;
    private Wire wire;
    private RealtimeClient client; // none at a wrong address

    @OnOpen
    public void opened(Session session, EndpointConfig config, @PathParam("api") String api) {
        session.setMaxIdleTimeout(IDLE_MS);
        var model = session.getRequestParameterMap().getOrDefault("model", List.of());
        sender = new SocketSender(session, threads.lasting(), this::gone);
        wire = Wire.of(sender::send, sender::close);
        if (!APIS.contains(api)) {
            wire.close(
                    RealtimeClient.POLICY,
                    "there is nothing at this address"); // nobody judged who comes in by another one
            return;
        }
        client = RealtimeClient.opened(
                talks,
                new Talker(
                        Optional.ofNullable(session.getUserPrincipal())
                                .map(Principal::getName)
                                .orElse("guest"),
                        "realtime",
                        model.stream().findFirst(),
                        Map.of(),
                        TraceParents.of(config),
                        true),
                wire);
    }

    /** In parts, because the container bounds a frame only: a message in many frames would grow without end. */
    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(String part, boolean last) {
        if (client == null) {
            return;
        }
        try {
            parts.add(part, last).ifPresent(client::received);
        } catch (MessageParts.TooLong tooLong) {
            client.refuse(RealtimeClient.TOO_LONG, "a message is longer than 1 MiB");
        }
    }

    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(byte[] binary, boolean last) {
        if (client != null) {
            client.refuse(RealtimeClient.CANNOT_ACCEPT, "text messages only");
        }
    }

    @OnClose
    public void closed(CloseReason why) {
        if (sender != null) {
            sender.closed(why.getCloseCode().getCode());
        }
    }

    private void gone(int code) {
        if (client != null) {
            client.closed();
        }
    }

    /** A broken connection, or a defect of ours: the socket ends, and the talk with it. */
    @OnError
    public void failed(Throwable cause) {
        LOG.log(client == null ? Level.WARNING : Level.DEBUG, "a realtime socket failed", cause);
        if (client != null) {
            client.failed();
        } else if (wire != null) {
            wire.close(RealtimeClient.UNEXPECTED, "unexpected failure");
        }
    }
}
