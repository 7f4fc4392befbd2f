package dev.parley.line.sustineo;

import dev.parley.web.TraceParents;
import jakarta.enterprise.context.Dependent;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** The persona of that id answers. The scope annotation lets the server inject. */
@Dependent
@ServerEndpoint(value = "/voice/{id}", configurator = TraceParents.class)
public class PersonaVoiceEndpoint extends VoiceEndpoint {
    @OnOpen
    public void opened(Session session, EndpointConfig config, @PathParam("id") String id) {
        carries(sockets.openedTo(visitor(session, config), id, wire(session)));
    }

    /** In parts, because the container bounds a frame only: a message in many frames would grow without end. */
    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(String part, boolean last) {
        text(part, last);
    }

    @OnMessage(maxMessageSize = LONGEST_MESSAGE)
    public void received(byte[] part, boolean last) {
        binary();
    }

    @OnClose
    public void closed(CloseReason why) {
        gone(why);
    }

    @OnError
    public void failed(Throwable cause) {
        broken(cause);
    }
}
