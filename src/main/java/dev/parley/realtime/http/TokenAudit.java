package dev.parley.realtime.http;

import dev.parley.agents.Persona;
import dev.parley.telemetry.Instruments;
import dev.parley.telemetry.Names;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Tells who got a token for whom, when, and never the token. Thread-safe. */
@ApplicationScoped
public class TokenAudit {
    private static final Logger LOG = System.getLogger(TokenAudit.class.getName());
    private static final int LONGEST_NAME = 64;

    private LongCounter tokens;

    /** For the container's proxy. */
    TokenAudit() {}

    @Inject
    public TokenAudit(Meter meter) {
        tokens =
                Instruments.count(meter, "parley.tokens", "Tokens given to browsers that talk to the model themselves");
    }

    void given(String user, Persona persona) {
        tokens.add(1, Attributes.of(Names.PERSONA_KEY, persona.id().value()));
        LOG.log(Level.INFO, "event=\"token\" user=\"{0}\" persona=\"{1}\"", plain(user), persona.id());
    }

    /** A name may come from a token of somebody else's making: it must not look like more of a log line. */
    private static String plain(String user) {
        var plain = user.replaceAll("[^A-Za-z0-9@._-]", "_");
        return plain.substring(0, Math.min(LONGEST_NAME, plain.length()));
    }
}
