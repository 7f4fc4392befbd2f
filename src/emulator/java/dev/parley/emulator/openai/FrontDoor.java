package dev.parley.emulator.openai;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Lets a request in: its key, its URL form and api-version, and the deployment it asks. Thread-safe. */
@ApplicationScoped
public class FrontDoor {
    private static final Pattern DATED = Pattern.compile("/deployments/([^/]+)/chat/completions");
    private static final String V1 = "/v1/chat/completions";

    /** Azure OpenAI API lifecycle page, read November 2026: GA versions and previews that know chat completions. */
    private static final Set<String> VERSIONS = Set.of(
            "2023-05-15",
            "2024-02-01",
            "2024-06-01",
            "2024-10-21",
            "2024-02-15-preview",
            "2024-03-01-preview",
            "2024-05-01-preview",
            "2024-07-01-preview",
            "2024-08-01-preview",
            "2024-09-01-preview",
            "2024-10-01-preview",
            "2024-12-01-preview",
            "2025-01-01-preview",
            "2025-03-01-preview",
            "2025-04-01-preview");

    private static final Set<String> V1_VERSIONS = Set.of("preview", "latest", "v1");

    private final String key;
    private final Set<String> deployments;

    @Inject
    public FrontDoor(
            @ConfigProperty(name = "emulator.openai.key", defaultValue = "local-openai-key") String key,
            @ConfigProperty(
                            name = "emulator.openai.deployments",
                            defaultValue = "gpt-4o,gpt-4o-mini,gpt-4.1,gpt-4.1-mini")
                    Set<String> deployments) {
        this.key = key;
        this.deployments = Set.copyOf(deployments);
    }

    FrontDoor() {
        this("", Set.of());
    }

    /**
     * @param apiKey the header {@code api-key}
     * @param authorization the header {@code Authorization}: the key as bearer token counts too
     * @throws Refusal 401 if neither is right
     */
    void checkKey(Optional<String> apiKey, Optional<String> authorization) {
        Optional<String> bearer = authorization
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7));
        if (!apiKey.or(() -> bearer).map(this::isKey).orElse(false)) {
            throw Refusal.wrongKey();
        }
    }

    private boolean isKey(String shown) {
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The deployment that the path names; empty with the v1 form, whose body names it.
     *
     * @param path below {@code /openai}
     * @throws Refusal 404 for any other path, a missing or unknown api-version, or a deployment that does not exist
     */
    Optional<String> deployment(String path, Optional<String> apiVersion) {
        if (path.equals(V1)) {
            if (apiVersion.isPresent() && !V1_VERSIONS.contains(apiVersion.get())) {
                throw Refusal.of(400, "BadRequest", "API version not supported");
            }
            return Optional.empty();
        }
        Matcher dated = DATED.matcher(path);
        if (!dated.matches() || !apiVersion.map(VERSIONS::contains).orElse(false)) {
            throw Refusal.notFound();
        }
        return Optional.of(existing(dated.group(1)));
    }

    /**
     * @throws Refusal 404 if there is no such deployment
     */
    String existing(String deployment) {
        if (!deployments.contains(deployment)) {
            throw Refusal.noDeployment();
        }
        return deployment;
    }
}
