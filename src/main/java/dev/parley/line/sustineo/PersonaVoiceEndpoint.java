package dev.parley.line.sustineo;

import jakarta.enterprise.context.Dependent;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** The persona of that id answers. The scope annotation lets the server inject. */
@Dependent
@ServerEndpoint("/voice/{id}")
public class PersonaVoiceEndpoint extends VoiceEndpoint {
    @OnOpen
    public void opened(Session session, @PathParam("id") String id) {
        carries(sockets.opened(user(session), id, wire(session)));
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
    public void closed() {
        gone();
    }

    @OnError
    public void failed(Throwable cause) {
        broken(cause);
    }
}
