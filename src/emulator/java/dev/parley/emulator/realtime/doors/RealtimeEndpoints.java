package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.realtime.Surroundings;
import dev.parley.emulator.realtime.speaking.Studio;
import dev.parley.emulator.realtime.speaking.Thinker;
import dev.parley.emulator.realtime.speaking.Voices;
import dev.parley.emulator.realtime.speaking.Workshop;
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
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Publishes the sockets of both generations. Responses run on virtual threads of their own. */
@WebListener
public class RealtimeEndpoints implements ServletContextListener {
    private final ExecutorService responses = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("realtime-", 0).factory());

    @Inject
    private RealtimeSettings settings;

    @Inject
    private Thinker thinker;

    @Inject
    private Voices voices;

    @Inject
    private Faults faults;

    @Inject
    private Attribution calls;

    @Inject
    private RequestLog log;

    @Inject
    private Latencies latencies;

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
        responses.shutdownNow();
    }

    /** A session keeps the time limit it began with. */
    private Surroundings surroundings() {
        var studio = new Studio(thinker, voices::speaker, () -> settings.now().speed());
        return new Surroundings(
                new Workshop(studio, faults, calls, log, responses),
                voices::ear,
                latencies,
                this::after,
                Clock.systemUTC(),
                settings.now().sessionSeconds());
    }

    private Runnable after(long ms, Runnable what) {
        Future<?> scheduled = timer.schedule(what, ms, TimeUnit.MILLISECONDS);
        return () -> scheduled.cancel(false);
    }

    private final class Handshake extends ServerEndpointConfig.Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(new RealtimeConnection(RealtimeEndpoints.this::surroundings, timer, sessions, log));
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            entrances.current().ifPresent(entrance -> config.getUserProperties()
                    .put(RealtimeConnection.ENTRANCE, entrance));
        }
    }
}
