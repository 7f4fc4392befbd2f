package dev.parley.conversation;

import static dev.parley.conversation.Dialogue.GREETING;
import static dev.parley.conversation.Dialogue.SILENCE;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.HandOff;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import dev.parley.agents.Prompt;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Who answers in a {@link Dialogue}. */
final class TestPersonas {
    private TestPersonas() {}

    static Persona persona(Optional<String> greeting, boolean interruptible, int minWords) {
        return persona(
                greeting, new Persona.TurnPolicy(Duration.ofMillis(500), minWords, interruptible).interruption());
    }

    static Persona persona(Optional<String> greeting, Persona.InterruptionPolicy interruption) {
        return persona(greeting, new Persona.TurnPolicy(Duration.ofMillis(500), interruption));
    }

    static Persona persona(Optional<String> greeting, Persona.TurnPolicy turns) {
        return persona(greeting, turns, Optional.empty());
    }

    /** @param transferTo who takes the call when it has failed */
    static Persona persona(Optional<String> greeting, Persona.TurnPolicy turns, Optional<String> transferTo) {
        return persona(greeting, turns, transferTo, Persona.EndOfTurnBy.SENTENCE, Duration.ofMillis(2_500));
    }

    /** A persona that waits so long for a final transcript, and learns how its callers pause. */
    static Persona waitsForFinals(Duration finalWait) {
        var turns = new Persona.TurnPolicy(Duration.ofMillis(500), 2, true);
        return persona(Optional.of(GREETING), turns, Optional.empty(), Persona.EndOfTurnBy.ADAPTIVE, finalWait);
    }

    static Persona persona(
            Optional<String> greeting,
            Persona.TurnPolicy turns,
            Optional<String> transferTo,
            Persona.EndOfTurnBy endOfTurn,
            Duration finalWait) {
        Prompt prompt = values -> List.of(new ChatMessage.Instructions("Be kind."));
        return new Persona(
                new PersonaId("reception"),
                "r1",
                "Reception",
                "",
                Locale.US,
                new Persona.PersonaVoice("voice", Optional.empty(), Optional.empty(), Optional.empty()),
                new Persona.ModelSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                prompt,
                greeting,
                List.of("find_table", FakeTools.LASTING, "end_call"),
                turns,
                new Persona.EndOfTurnPolicy(
                        endOfTurn,
                        Duration.ofMillis(1_200),
                        Duration.ofMillis(1_400),
                        Duration.ofMillis(900),
                        finalWait,
                        3),
                new Persona.SilencePolicy(SILENCE, List.of("Are you still there?"), "Goodbye then."),
                new Persona.Limits(
                        Duration.ofMinutes(10),
                        "Our time is up.",
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(1),
                        "Sorry, that went wrong.",
                        transferTo));
    }

    /** The same persona with other limits. */
    static Persona limited(Persona usual, Persona.Limits limits) {
        return new Persona(
                usual.id(),
                usual.revision(),
                usual.name(),
                usual.description(),
                usual.language(),
                usual.voice(),
                usual.model(),
                usual.prompt(),
                usual.greeting(),
                usual.tools(),
                usual.turns(),
                usual.endOfTurn(),
                usual.silence(),
                limits,
                usual.tests(),
                usual.languages(),
                usual.handOffs(),
                usual.transferTargets(),
                usual.privacy(),
                usual.latencyBudget(),
                usual.canary(),
                usual.pipeline());
    }

    /** The same persona under another name, with another engine or voice, and these it may hand the call to. */
    static Persona like(Persona usual, String id, Persona.Pipeline pipeline, String voice, String... handOffs) {
        return new Persona(
                new PersonaId(id),
                usual.revision(),
                id,
                usual.description(),
                usual.language(),
                new Persona.PersonaVoice(voice, Optional.empty(), Optional.empty(), Optional.empty()),
                usual.model(),
                values -> List.of(new ChatMessage.Instructions("You are " + id + ".")),
                usual.greeting(),
                usual.tools(),
                usual.turns(),
                usual.endOfTurn(),
                usual.silence(),
                usual.limits(),
                usual.tests(),
                usual.languages(),
                Stream.of(handOffs)
                        .map(to -> new HandOff(new PersonaId(to), "The caller wants " + to + "."))
                        .toList(),
                usual.transferTargets(),
                usual.privacy(),
                usual.latencyBudget(),
                usual.canary(),
                pipeline);
    }
}
