package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.ToolSchema;
import dev.parley.config.Settings;
import dev.parley.media.AudioFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The engine of whatever persona: each call gets that of its persona's pipeline. Thread-safe. */
@ApplicationScoped
public class Engines implements Engine {
    private final Engine cascade;
    private final Engine realtime;
    private final Settings settings;

    Engines() {
        this(null, null, null);
    }

    @Inject
    public Engines(
            @Drives(Pipeline.CASCADE) Engine cascade, @Drives(Pipeline.REALTIME) Engine realtime, Settings settings) {
        this.cascade = cascade;
        this.realtime = realtime;
        this.settings = settings;
    }

    /** Three services can do what one model does; its voice is none of theirs. */
    @Override
    public Optional<Persona> instead(Persona persona) {
        return persona.pipeline() == Pipeline.CASCADE
                ? Optional.empty()
                : Optional.of(persona.inCascade(
                        persona.voice().fallback().orElse(settings.upstream().cascadeVoice())));
    }

    @Override
    public Session open(
            Persona persona,
            List<ChatMessage> history,
            List<ToolSchema> tools,
            AudioFormat format,
            Consumer<EngineEvent> mailbox,
            AudioOut out) {
        var engine =
                switch (persona.pipeline()) {
                    case CASCADE -> cascade;
                    case REALTIME -> realtime;
                };
        return engine.open(persona, history, tools, format, mailbox, out);
    }
}
