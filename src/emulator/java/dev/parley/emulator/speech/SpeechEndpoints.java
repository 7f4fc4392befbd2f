package dev.parley.emulator.speech;

import dev.parley.emulator.bench.BenchMode;
import dev.parley.emulator.faults.Attribution;
import dev.parley.emulator.faults.Faults;
import dev.parley.emulator.latency.Latencies;
import dev.parley.emulator.requests.RequestLog;
import dev.parley.emulator.speech.recognition.Listeners;
import dev.parley.emulator.speech.recognition.RecognitionConnection;
import dev.parley.emulator.speech.synthesis.SynthesisConnection;
import dev.parley.emulator.speech.usp.UspConnection;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Publishes recognition and synthesis at all paths that SDKs build from a host, an endpoint or a root address. */
@WebListener
public class SpeechEndpoints implements ServletContextListener {
    private static final List<String> RECOGNITION = List.of(
            "/speech/recognition/{mode}/cognitiveservices/v1",
            "/speech/universal/v2",
            "/stt/speech/recognition/{mode}/cognitiveservices/v1",
            "/stt/speech/universal/v2");
    private static final List<String> SYNTHESIS = List.of(
            "/cognitiveservices/websocket/v1",
            "/cognitiveservices/websocket/v2",
            "/tts/cognitiveservices/websocket/v1",
            "/tts/cognitiveservices/websocket/v2");

    @Inject
    private SpeechSettings settings;

    @Inject
    private Faults faults;

    @Inject
    private Attribution calls;

    @Inject
    private RequestLog requests;

    @Inject
    private BenchMode bench;

    @Inject
    private Latencies latencies;

    @Inject
    private Listeners listeners;

    @Inject
    private UpgradeFaults upgrades;

    @Inject
    private Instance<CallEars> ears;

    @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
    private ManagedScheduledExecutorService timer;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    private ManagedExecutorService executor;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        var container = (ServerContainer) event.getServletContext().getAttribute(ServerContainer.class.getName());
        var surroundings = new UspConnection.Surroundings(faults, calls, requests, timer);
        BooleanSupplier audible = () -> ears.isResolvable() && ears.get().audible();
        RECOGNITION.forEach(path -> publish(
                container,
                path,
                RecognitionConnection.class,
                () -> new RecognitionConnection(surroundings, latencies, bench, listeners)));
        SYNTHESIS.forEach(path -> publish(
                container,
                path,
                SynthesisConnection.class,
                () -> new SynthesisConnection(surroundings, audible, executor, latencies, bench)));
    }

    private void publish(
            ServerContainer container, String path, Class<? extends Endpoint> type, Supplier<Endpoint> connections) {
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(type, path)
                    .subprotocols(List.of("USP"))
                    .configurator(new Handshake(connections))
                    .build());
        } catch (DeploymentException e) {
            throw new IllegalStateException("The endpoint " + path + " could not be published", e);
        }
    }

    private final class Handshake extends ServerEndpointConfig.Configurator {
        private final Supplier<Endpoint> connections;

        private Handshake(Supplier<Endpoint> connections) {
            this.connections = connections;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(connections.get());
        }

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            upgrades.current()
                    .ifPresentOrElse(
                            fault -> config.getUserProperties().put(UspConnection.FAULT, fault),
                            () -> config.getUserProperties().remove(UspConnection.FAULT));
        }
    }
}
