package dev.parley.config;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.Config;

/**
 * All settings of this server, read once at start. A group whose required keys are missing or wrong is absent; the server
 * starts all the same, is not ready, and {@link #problems()} says why. Immutable, thread-safe.
 */
@ApplicationScoped
public class Settings {
    private static final Logger LOG = Logger.getLogger(Settings.class.getName());

    private final SettingsReader.Read read;

    Settings() {
        this.read = null;
    }

    @Inject
    public Settings(Config config) {
        this(SettingsReader.read(name -> config.getOptionalValue(name, String.class), config.getPropertyNames()));
    }

    Settings(SettingsReader.Read read) {
        this.read = read;
    }

    /** Names every problem at once, when the application starts. */
    void report(@Observes @Initialized(ApplicationScoped.class) Object start) {
        if (!problems().isEmpty()) {
            LOG.log(Level.SEVERE, "Not ready, settings are missing or wrong: {0}", String.join("; ", problems()));
        }
        if (!read.withoutEffect().isEmpty()) {
            LOG.log(Level.WARNING, "Set, but without effect here: {0}", String.join(", ", read.withoutEffect()));
        }
    }

    public Optional<SpeechSettings> speech() {
        return read.speech();
    }

    public Optional<OpenAiSettings> openAi() {
        return read.openAi();
    }

    /** Empty where no speech-to-speech model is named. */
    public Optional<RealtimeSettings> realtime() {
        return read.realtime();
    }

    public TokenSettings tokens() {
        return read.tokens();
    }

    public AdmissionSettings admission() {
        return read.admission();
    }

    public Optional<AcsSettings> acs() {
        return read.acs();
    }

    public Optional<CosmosSettings> cosmos() {
        return read.cosmos();
    }

    public PersonaSettings personas() {
        return read.personas();
    }

    public SecuritySettings security() {
        return read.security();
    }

    public ConversationSettings conversation() {
        return read.conversation();
    }

    public SessionSettings sessions() {
        return read.sessions();
    }

    public UpstreamSettings upstream() {
        return read.upstream();
    }

    /** Every missing or wrong key with its reason, without its value; empty when all is right. */
    public List<String> problems() {
        return read.problems();
    }
}
