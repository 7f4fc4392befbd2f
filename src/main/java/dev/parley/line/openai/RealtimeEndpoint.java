package dev.parley.line.openai;

import dev.parley.call.Talker;
import dev.parley.config.Threads;
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

    private static final Set<String> APIS = Set.of("openai", "api");

    @Inject
    Talks talks; // the container makes this object, hence field injection

    @Inject
    Threads threads;

    private final StringBuilder partial = new StringBuilder();
    private Wire wire;
    private RealtimeClient client; // none at a wrong address

    @OnOpen
    public void opened(Session session, EndpointConfig config, @PathParam("api") String api) {
        var model = session.getRequestParameterMap().getOrDefault("model", List.of());
        var sender = new SocketSender(session, threads.virtual());
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
        if (partial.length() + part.length() > LONGEST_MESSAGE) {
            partial.setLength(0);
            client.refuse(RealtimeClient.TOO_LONG, "a message is longer than 1 MiB");
        } else if (last && partial.isEmpty()) {
            client.received(part);
        } else {
            partial.append(part);
            if (last) {
                var message = partial.toString();
                partial.setLength(0);
                client.received(message);
            }
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
