package dev.parley.emulator.realtime.doors;

import dev.parley.emulator.openai.Refusal;
import dev.parley.emulator.realtime.Admission;
import dev.parley.emulator.realtime.settings.SessionSettings;
import dev.parley.emulator.realtime.wire.Dialect;
import dev.parley.emulator.realtime.wire.Preview;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** Decides who may open a session, and as what. Thread-safe. */
@ApplicationScoped
public class Doorkeeper {
    static final String GA = "/openai/v1/realtime";
    static final String PREVIEW = "/openai/realtime";
    private static final Set<String> PREVIEW_VERSIONS = Set.of("2024-10-01-preview", "2025-04-01-preview");

    private final RealtimeSettings settings;
    private final Secrets secrets;

    @Inject
    public Doorkeeper(RealtimeSettings settings, Secrets secrets) {
        this.settings = settings;
        this.secrets = secrets;
    }

    Doorkeeper() {
        this(null, null);
    }

    /**
     * Lets a socket in.
     *
     * @throws Refusal 401 without a right key or secret, 404 for what does not exist, 400 where the deployment is not named
     */
    Admission admit(Knock knock) {
        Optional<Secrets.Secret> secret = knock.bearer().flatMap(secrets::shown);
        if (secret.isEmpty()) {
            checkKey(knock);
        }
        boolean ga = knock.path().equals(GA);
        Optional<String> version = knock.query().apply("api-version");
        if (ga && version.isPresent()) {
            throw Refusal.of(401, "401", "The GA endpoint takes no api-version.");
        }
        if (!ga) {
            checkPreviewVersion(version);
        }
        if (knock.query().apply("call_id").isPresent()) {
            throw Refusal.notFound(); // a call over WebRTC cannot be watched here
        }
        String deployment = knock.query()
                .apply(ga ? "model" : "deployment")
                .or(() -> secret.map(Secrets.Secret::deployment))
                .orElseThrow(() -> Refusal.of(400, "missing_model", "You must provide a model parameter."));
        if (secret.filter(each -> !each.deployment().equals(deployment)).isPresent()) {
            throw Refusal.of(401, "401", "The client secret was made for another deployment.");
        }
        return new Admission(
                existing(deployment),
                ga ? Dialect.GA : new Preview(),
                secret.map(Secrets.Secret::settings).orElseGet(SessionSettings::defaults));
    }

    /** @throws Refusal 401 unless the key itself is shown */
    void checkKey(Knock knock) {
        if (!knock.key().map(settings::isKey).orElse(false)) {
            throw Refusal.wrongKey();
        }
    }

    /** @throws Refusal 401 unless a client secret is shown as bearer token */
    Secrets.Secret secretOf(Knock knock) {
        return knock.bearer().flatMap(secrets::shown).orElseThrow(Refusal::wrongKey);
    }

    void checkPreviewVersion(Optional<String> version) {
        if (version.filter(PREVIEW_VERSIONS::contains).isEmpty()) {
            throw Refusal.notFound();
        }
    }

    /** @throws Refusal 404 if there is no such deployment */
    String existing(String deployment) {
        if (!settings.has(deployment)) {
            throw Refusal.noDeployment();
        }
        return deployment;
    }
}
