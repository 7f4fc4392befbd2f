package dev.parley.emulator.thinking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who thinks instead of the demo model: any server that speaks OpenAI's chat completions. Thread-safe; a change counts from the
 * next answer.
 */
@ApplicationScoped
public class Relay {
    private static final String KEYS = "RELAY_";

    private volatile Optional<Target> target;

    /**
     * @param baseUrl what comes before {@code /chat/completions}, such as {@code http://localhost:11434/v1}
     * @param model that server's name of it; empty: the name of the deployment that was asked for
     * @param apiKeyEnv the environment variable of this process that holds the key, {@code RELAY_…}, so that no other secret of
     *     the process can be sent anywhere; empty: none is sent. The key itself is nowhere told
     */
    public record Target(URI baseUrl, Optional<String> model, Optional<String> apiKeyEnv) {
        public Target {
            var scheme = Optional.ofNullable(baseUrl.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (!scheme.equals("http") && !scheme.equals("https") || baseUrl.getHost() == null) {
                throw new IllegalArgumentException("The base URL must begin with http:// or https:// and name a host");
            }
            if (baseUrl.getUserInfo() != null || baseUrl.getQuery() != null || baseUrl.getFragment() != null) {
                throw new IllegalArgumentException("The base URL holds no user, query or fragment");
            }
            if (apiKeyEnv.filter(name -> !name.startsWith(KEYS)).isPresent()) {
                throw new IllegalArgumentException("The environment variable of the key must begin with " + KEYS);
            }
            if (apiKeyEnv.filter(name -> System.getenv(name) == null).isPresent()) {
                throw new IllegalArgumentException("The environment variable of the key is not set");
            }
        }

        public URI completions() {
            return URI.create(baseUrl.toString().replaceAll("/+$", "") + "/chat/completions");
        }

        public Optional<String> apiKey() {
            return apiKeyEnv.map(System::getenv);
        }
    }

    @Inject
    public Relay(
            @ConfigProperty(name = "emulator.thinking.relay.base-url") Optional<URI> baseUrl,
            @ConfigProperty(name = "emulator.thinking.relay.model") Optional<String> model,
            @ConfigProperty(name = "emulator.thinking.relay.api-key-env") Optional<String> apiKeyEnv) {
        target = baseUrl.map(url -> configured(url, model, apiKeyEnv));
    }

    private static Target configured(URI baseUrl, Optional<String> model, Optional<String> apiKeyEnv) {
        try {
            return new Target(baseUrl, model, apiKeyEnv);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalStateException("emulator.thinking.relay is not right: " + wrong.getMessage(), wrong);
        }
    }

    Relay() {
        this(Optional.empty(), Optional.empty(), Optional.empty());
    }

    public Optional<Target> now() {
        return target;
    }

    /** Empty: the demo model thinks. */
    public void set(Optional<Target> who) {
        target = who;
    }
}
