package dev.parley.web;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Keeps the W3C trace context of the upgrade: a session does not show headers. */
public class TraceParents extends ServerEndpointConfig.Configurator {
    private static final String PROPERTY = "dev.parley.traceparent";
    private static final Pattern FORM =
            Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}"); // W3C Trace Context §3.2

    /** User properties are a connection's own here: Jakarta WebSocket 2.2 §3.1.6. */
    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        config.getUserProperties().remove(PROPERTY);
        request.getHeaders().getOrDefault("traceparent", List.of()).stream()
                .filter(value -> FORM.matcher(value).matches())
                .findFirst()
                .ifPresent(value -> config.getUserProperties().put(PROPERTY, value));
    }

    /** Of the connection that has just opened. */
    public static Optional<String> of(EndpointConfig config) {
        return Optional.ofNullable((String) config.getUserProperties().get(PROPERTY));
    }
}
