package dev.parley.line.openai;

import jakarta.enterprise.context.Dependent;
import jakarta.websocket.server.ServerEndpoint;

/** The same at an address among those of this server's own API, where its talk page opens it. */
@Dependent
@ServerEndpoint(value = "/api/v1/realtime", configurator = TraceParents.class)
public class OwnRealtimeEndpoint extends RealtimeEndpoint {}
