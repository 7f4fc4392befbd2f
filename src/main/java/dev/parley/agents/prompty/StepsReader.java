package dev.parley.agents.prompty;

import dev.parley.agents.CallerStep;
import dev.parley.agents.CallerStep.Act;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** What the caller of a test does: each step has one of the keys of {@link #ACTS}. */
final class StepsReader {
    static final Set<String> ACTS = Set.of("say", "bargeIn", "silence", "noise", "press", "hangUp");

    /** Who interrupts has understood what it is about. */
    private static final int USUAL_WORDS = 3;

    private final ExpectationsReader expectations;

    StepsReader(ExpectationsReader expectations) {
        this.expectations = expectations;
    }

    /** Empty where it is not clear what the caller does. */
    Optional<CallerStep> step(Section step) {
        var acts = new TreeSet<>(step.keys());
        acts.retainAll(ACTS);
        if (acts.size() != 1) {
            step.error(
                    "say", step.at("say") + ": a step has one of the keys " + String.join(", ", new TreeSet<>(ACTS)));
            return Optional.empty();
        }
        var words = step.integer("afterWords")
                .map(OptionalInt::of)
                .orElse(step.has("bargeIn") ? OptionalInt.of(USUAL_WORDS) : OptionalInt.empty());
        var expected = expectations.ofReply(step.section("expect"));
        return act(step, acts.first()).map(act -> new CallerStep(act, words, expected));
    }

    private static Optional<Act> act(Section step, String key) {
        return switch (key) {
            case "silence" -> step.millis(key).map(Act.BeSilent::new);
            case "noise" -> step.millis(key).map(Act.MakeNoise::new);
            case "press" -> step.text(key).map(Act.Press::new);
            case "hangUp" -> Optional.of(new Act.HangUp());
            default -> step.text(key).map(Act.Say::new);
        };
    }
}
