package dev.parley.realtime;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.Pipeline;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Personas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Personas that a browser may talk to without this server between: those that one model hears and speaks for. Thread-safe. */
@ApplicationScoped
public class DirectTalk {
    private final Personas personas;
    private final Clock clock;

    DirectTalk() {
        this(null, null);
    }

    @Inject
    public DirectTalk(Personas personas) {
        this(personas, Clock.systemDefaultZone());
    }

    DirectTalk(Personas personas, Clock clock) {
        this.personas = personas;
        this.clock = clock;
    }

    /** All, by id. */
    public List<Persona> all() {
        return personas.all().stream().filter(DirectTalk::isDirect).toList();
    }

    /** Empty where it is unknown or not for direct talk. */
    public Optional<Persona> find(String id) {
        return PersonaId.of(id).flatMap(personas::find).filter(DirectTalk::isDirect);
    }

    /** Of clients that name none: the default where it is for direct talk, else the first. */
    public Optional<Persona> byDefault() {
        return personas.byDefault().filter(DirectTalk::isDirect).or(() -> all().stream()
                .findFirst());
    }

    /** @throws dev.parley.agents.PromptNotRendered when its prompt needs what only a call has */
    public ClientSecrets.Setup setup(Persona persona) {
        return new ClientSecrets.Setup(
                instructions(persona),
                persona.voice().name(),
                persona.language(),
                persona.turns().endOfSpeech(),
                Eagerness.of(persona.endOfTurn()),
                persona.model().maxOutputTokens());
    }

    /** As a session has them that begins now. */
    public String instructions(Persona persona) {
        var values = values(persona);
        var texts = persona.prompt().render(values).stream()
                .filter(ChatMessage.Instructions.class::isInstance)
                .map(message -> ((ChatMessage.Instructions) message).text())
                .collect(Collectors.joining("\n\n"));
        return persona.greetingFor(values)
                .map(greeting -> texts + "\n\nBegin the conversation with these words: " + greeting)
                .orElse(texts);
    }

    private Map<String, Object> values(Persona persona) {
        var now = LocalDateTime.now(clock);
        return Map.of(
                "date", now.format(DateTimeFormatter.ISO_LOCAL_DATE),
                "time", now.format(DateTimeFormatter.ofPattern("HH:mm")),
                "weekday", now.getDayOfWeek().getDisplayName(TextStyle.FULL, persona.language()));
    }

    private static boolean isDirect(Persona persona) {
        return persona.pipeline() == Pipeline.REALTIME;
    }
}
