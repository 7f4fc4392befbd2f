package dev.parley.call;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas;
import dev.parley.call.IncomingCalls.Ringing;
import dev.parley.config.Settings;
import dev.parley.sessions.CallPlan;
import dev.parley.sessions.CallPlan.Direction;
import dev.parley.sessions.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Decides who answers, and leaves the plan in the session store before the phone network is told anything: its media socket
 * may come before its answer does.
 */
@ApplicationScoped
public class Plans {
    private static final int DEFAULT_RATE_HZ = 16_000;
    /** What browsers and realtime clients speak: azure-openai-realtime §2. */
    private static final int TALKER_RATE_HZ = 24_000;

    private final Settings settings;
    private final Personas personas;
    private final SessionStore sessions;
    private final SecureRandom random = new SecureRandom();

    Plans() {
        this(null, null, null);
    }

    @Inject
    public Plans(Settings settings, Personas personas, SessionStore sessions) {
        this.settings = settings;
        this.personas = personas;
        this.sessions = sessions;
    }

    /** For a call that rings. */
    CallPlan inbound(Ringing ringing) {
        return keep(
                Direction.INBOUND,
                answering(ringing),
                ringing.caller(),
                ringing.called(),
                Map.of(),
                ringing.sampleRateHz().orElseGet(this::rate),
                ringing.correlationId(),
                ringing.traceParent());
    }

    /**
     * For a call of ours to {@code target}.
     *
     * @throws UnknownPersona when {@code context.persona} names none
     */
    CallPlan outbound(PhoneNumber target, Map<String, String> context, Optional<String> traceParent) {
        var persona =
                Optional.ofNullable(context.get("persona")).map(this::named).orElseGet(this::byDefault);
        var source = settings.acs().flatMap(acs -> acs.sourceNumber()).orElse("");
        return keep(
                Direction.OUTBOUND, persona, target.value(), source, context, rate(), Optional.empty(), traceParent);
    }

    /** For a media socket that comes as a guest. */
    CallPlan guest(int sampleRateHz) {
        return keep(
                Direction.INBOUND,
                byDefault(),
                "guest",
                "guest",
                Map.of(),
                sampleRateHz,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * For somebody without a phone.
     *
     * @throws UnknownPersona when there is none of that name
     */
    CallPlan talker(Talker talker) {
        var persona = talker.persona().map(this::named).orElseGet(this::byDefault);
        return keep(
                Direction.INBOUND,
                personas.forCall(persona.id(), talker.user(), talker.by()).orElse(persona),
                talker.user(),
                talker.by(),
                talker.context(),
                TALKER_RATE_HZ,
                Optional.empty(),
                talker.traceParent());
    }

    private CallPlan keep(
            Direction direction,
            Persona persona,
            String caller,
            String called,
            Map<String, String> context,
            int sampleRateHz,
            Optional<String> correlationId,
            Optional<String> traceParent) {
        var plan = new CallPlan(
                HexFormat.of().formatHex(random(16)),
                Base64.getUrlEncoder().withoutPadding().encodeToString(random(32)),
                direction,
                persona.id().value(),
                persona.revision(),
                caller,
                called,
                context,
                sampleRateHz,
                correlationId,
                traceParent,
                Instant.now());
        sessions.keep(plan, settings.conversation().outlives());
        return plan;
    }

    private Persona answering(Ringing ringing) {
        return personas.answering(ringing.called())
                .flatMap(id -> personas.forCall(id, ringing.caller(), ringing.called()))
                .orElseThrow(Plans::nobody);
    }

    private Persona named(String id) {
        return PersonaId.of(id).flatMap(personas::find).orElseThrow(UnknownPersona::new);
    }

    private Persona byDefault() {
        return personas.byDefault().orElseThrow(Plans::nobody);
    }

    private static CallRefused nobody() {
        return new CallRefused("there is no persona that could answer");
    }

    private int rate() {
        return settings.acs().map(acs -> acs.sampleRateHz()).orElse(DEFAULT_RATE_HZ);
    }

    private byte[] random(int bytes) {
        var made = new byte[bytes];
        random.nextBytes(made);
        return made;
    }
}
