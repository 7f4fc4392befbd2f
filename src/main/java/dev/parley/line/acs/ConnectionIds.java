package dev.parley.line.acs;

import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Keeps the header by which ACS names its call: a session does not show headers (acs-media-streaming §1). */
public class ConnectionIds extends ServerEndpointConfig.Configurator {
    static final String PROPERTY = "dev.parley.connection-id";
    private static final String HEADER = "x-ms-call-connection-id";

    /** User properties are a connection's own here: Jakarta WebSocket 2.2 §3.1.6. */
    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        request.getHeaders().getOrDefault(HEADER, List.of()).stream()
                .findFirst()
                .ifPresentOrElse(id -> config.getUserProperties().put(PROPERTY, id), () -> config.getUserProperties()
                        .remove(PROPERTY));
    }
}
