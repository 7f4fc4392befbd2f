package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.requests.RequestLog;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Publishes the sockets of both generations. */
@WebListener
public class RealtimeEndpoints implements ServletContextListener {
    @Inject
    private Premises premises;

    @Inject
    private PeerDesk peers;

    @Inject
    private RequestLog log;

    @Inject
    private LiveSessions sessions;

    @Inject
    private Entrances entrances;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService timer;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var container = (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        for (String path : List.of(Doorkeeper.GA, Doorkeeper.PREVIEW)) {
            try {
                container.addEndpoint(ServerEndpointConfig.Builder.create(RealtimeConnection.class, path)
                        .configurator(new Handshake())
                        .build());
            } catch (DeploymentException e) {
                throw new IllegalStateException("The endpoint " + path + " could not be published", e);
            }
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        peers.close();
    }

    private final class Handshake extends ServerEndpointConfig.Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new RealtimeConnection(premises::surroundings, timer, sessions, log));
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            entrances.current().ifPresent(entrance -> config.getUserProperties()
                    .put(RealtimeConnection.ENTRANCE, entrance));
        }
    }
}
