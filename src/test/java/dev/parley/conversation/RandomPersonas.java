package dev.parley.conversation;

import dev.parley.agents.Persona;
import dev.parley.agents.Persona.EndOfTurnBy;
import dev.parley.agents.Persona.InterruptBy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Who answers in a {@link RandomCall}, and who may take over. */
final class RandomPersonas {
    /** What is said while an answer takes its time. */
    static final List<String> OPENERS = List.of("Sure.", "Let me see.");

    private final Random random;

    RandomPersonas(Random random) {
        this.random = random;
    }

    /** @param transferTo who takes the call when it has failed */
    Dialogue call(Optional<String> transferTo) {
        var greeting = random.nextInt(5) == 0 ? Optional.<String>empty() : Optional.of(Dialogue.GREETING);
        var ends = List.of(EndOfTurnBy.PAUSE, EndOfTurnBy.SENTENCE, EndOfTurnBy.ADAPTIVE);
        var waits = List.of(2_500, 2_500, 800, 0);
        var persona = TestPersonas.persona(
                greeting,
                turns(),
                transferTo,
                ends.get(random.nextInt(ends.size())),
                Duration.ofMillis(waits.get(random.nextInt(waits.size()))));
        var first = TestPersonas.like(persona, "reception", Persona.Pipeline.CASCADE, "voice", "sales", "gone");
        var dialogue = Dialogue.begins(first, Duration.ofMillis(random.nextInt(3) * 40L));
        dialogue.others.put(
                "sales", TestPersonas.like(persona, "sales", Persona.Pipeline.CASCADE, "other", "reception"));
        dialogue.others.put("reception", first);
        return dialogue;
    }

    private Persona.TurnPolicy turns() {
        return new Persona.TurnPolicy(
                Duration.ofMillis(500),
                interruption(),
                new Persona.OpenerPolicy(
                        OPENERS.subList(0, random.nextInt(3)), Duration.ofMillis(random.nextInt(3) * 150L)));
    }

    private Persona.InterruptionPolicy interruption() {
        var kinds = InterruptBy.values();
        var by = random.nextBoolean() ? InterruptBy.MIN_WORDS : kinds[random.nextInt(kinds.length)];
        return new Persona.InterruptionPolicy(
                by,
                1 + random.nextInt(3),
                Duration.ofMillis(100 + random.nextInt(300)),
                by == InterruptBy.KEYWORD ? List.of("stop", "wait") : List.of(),
                Optional.empty(),
                random.nextInt(5) > 0,
                random.nextInt(5) > 0);
    }
}
