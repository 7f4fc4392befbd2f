package dev.parley.conversation;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.Persona.EndOfTurnBy;
import dev.parley.agents.PersonaId;
import dev.parley.agents.PromptNotRendered;
import dev.parley.agents.ToolSchema;
import dev.parley.conversation.turns.AdaptivePause;
import dev.parley.conversation.turns.Backchannels;
import dev.parley.conversation.turns.BargeIn;
import dev.parley.conversation.turns.EndOfTurn;
import dev.parley.conversation.turns.FixedPause;
import dev.parley.conversation.turns.SentenceEnd;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Gives personas their role in a call. Thread-safe. */
final class Casting {
    private static final Logger LOG = Logger.getLogger(Casting.class.getName());

    private static final String TAKES_OVER =
            "You have just taken over this call from another agent: %s. The caller has been"
                    + " greeted and has said what stands above your first answer; the last tool call tells why you were called."
                    + " Do not greet again and do not ask what was already said: go on with what the caller wants, in your own role.";

    private final Engine engine;
    private final Successors successors;
    private final Clock clock;

    /** @param clock tells the prompt what day and time it is */
    Casting(Engine engine, Successors successors, Clock clock) {
        this.engine = engine;
        this.successors = successors;
        this.clock = clock;
    }

    /**
     * The role of who answers.
     *
     * @throws PromptNotRendered when the persona's prompt cannot be filled
     */
    Role first(Opening opening) {
        return role(opening, opening.persona(), opening.clientTools(), List.of());
    }

    /** The role of who takes over from another; empty: nobody of that name can. */
    Optional<Role> successor(Opening opening, Persona before, PersonaId id) {
        var clientTools = opening.clientTools().isEmpty() ? List.<ToolSchema>of() : successors.clientTools(id);
        var note = new ChatMessage.Instructions(TAKES_OVER.formatted(before.name()));
        try {
            return successors.find(id, opening).map(after -> role(opening, after, clientTools, List.of(note)));
        } catch (PromptNotRendered e) {
            LOG.log(Level.WARNING, "Persona " + id + " cannot take over call " + opening.callId(), e);
            return Optional.empty();
        }
    }

    private Role role(Opening opening, Persona persona, List<ToolSchema> clientTools, List<ChatMessage> note) {
        var values = PromptValues.of(opening, persona.language(), clock);
        var instructions = new ArrayList<>(persona.prompt().render(values));
        instructions.addAll(note);
        var interruption = persona.turns().interruption();
        return new Role(
                persona,
                engine.instead(persona),
                instructions,
                persona.greetingFor(values),
                BargeIn.of(interruption, persona.language()),
                Backchannels.of(persona.language(), interruption.backchannels()),
                endOfTurn(persona.endOfTurn().by()),
                clientTools);
    }

    private static EndOfTurn endOfTurn(EndOfTurnBy by) {
        return switch (by) {
            case PAUSE -> new FixedPause();
            case SENTENCE -> new SentenceEnd();
            case ADAPTIVE, MEANING -> new AdaptivePause();
        };
    }
}
