package dev.parley.web;

import dev.parley.config.AcsSettings;
import dev.parley.config.OpenAiSettings;
import dev.parley.config.Settings;
import dev.parley.config.SpeechSettings;
import dev.parley.web.RefusedKeys.Service;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Whether settings are right and the services they name take our key and connections. Costs a TCP handshake, no request. */
@ApplicationScoped
public class AzureProbes {
    private static final int CONNECT_MS = 900; // under the second that a probe has

    private final RefusedKeys keys;

    AzureProbes() {
        this(null);
    }

    @Inject
    public AzureProbes(RefusedKeys keys) {
        this.keys = keys;
    }

    private record Simple(String component, Supplier<Optional<String>> look) implements Probe {
        @Override
        public Optional<String> fault() {
            return look.get();
        }
    }

    @Produces
    Probe settings(Settings settings) {
        return new Simple("settings", () -> problems(settings.problems()));
    }

    @Produces
    Probe acs(Settings settings) {
        return service("acs_caller", Service.ACS, () -> settings.acs().map(AcsSettings::endpoint));
    }

    @Produces
    Probe openAi(Settings settings) {
        return service("azure_openai", Service.OPENAI, () -> settings.openAi().map(OpenAiSettings::endpoint));
    }

    @Produces
    Probe speech(Settings settings) {
        return service(
                "speech_services", Service.SPEECH, () -> settings.speech().map(SpeechSettings::root));
    }

    private Probe service(String name, Service service, Supplier<Optional<URI>> root) {
        return new Simple(name, () -> keys.fault(service)
                .or(() -> root.get().map(AzureProbes::unreachable).orElse(Optional.of("its settings are missing"))));
    }

    private static Optional<String> problems(List<String> problems) {
        return problems.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", problems));
    }

    private static Optional<String> unreachable(URI root) {
        boolean clear = root.getScheme().equals("ws") || root.getScheme().equals("http");
        int port = root.getPort() > 0 ? root.getPort() : clear ? 80 : 443;
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(root.getHost(), port), CONNECT_MS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("cannot be connected to");
        }
    }
}
