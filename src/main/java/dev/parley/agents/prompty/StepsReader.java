package dev.parley.agents.prompty;

import dev.parley.agents.CallerStep;
import dev.parley.agents.CallerStep.Act;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What the caller of a test does: each step has one of the keys of {@link #ACTS}. */
final class StepsReader {
    static final Set<String> ACTS = Set.of("say", "bargeIn", "silence", "noise", "press", "hangUp");
    static final Set<String> KEYS =
            Set.of("say", "bargeIn", "silence", "noise", "press", "hangUp", "afterWords", "expect");

    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_MS = 120_000;
    private static final int MOST_WORDS = 200;
    /** Who interrupts has understood what it is about. */
    private static final int USUAL_WORDS = 3;

    private static final Pattern PRESSED = Pattern.compile("[0-9*#A-D]{1,32}");

    private final ExpectationsReader expectations;

    StepsReader(ExpectationsReader expectations) {
        this.expectations = expectations;
    }

    /** @throws FaultyFile with line and reason */
    CallerStep step(Section step) {
        step.knowsOnly(KEYS);
        var acts = new TreeSet<>(step.keys());
        acts.retainAll(ACTS);
        if (acts.size() != 1) {
            throw step.fault(
                    "say", step.at("say") + ": a step has one of the keys " + String.join(", ", new TreeSet<>(ACTS)));
        }
        var words = step.integer("afterWords", 1, MOST_WORDS)
                .map(OptionalInt::of)
                .orElse(step.has("bargeIn") ? OptionalInt.of(USUAL_WORDS) : OptionalInt.empty());
        return new CallerStep(act(step, acts.first()), words, expectations.ofReply(step.section("expect")));
    }

    private static Act act(Section step, String key) {
        return switch (key) {
            case "silence" -> new Act.BeSilent(time(step, key));
            case "noise" -> new Act.MakeNoise(time(step, key));
            case "press" -> new Act.Press(pressed(step));
            case "hangUp" -> {
                if (!step.flag(key, false)) {
                    throw step.fault(key, step.at(key) + " must be true");
                }
                yield new Act.HangUp();
            }
            default -> new Act.Say(line(step, key));
        };
    }

    private static String line(Section step, String key) {
        var line = step.text(key).orElse("");
        if (line.length() > LONGEST_LINE || line.chars().noneMatch(Character::isLetterOrDigit)) {
            throw step.fault(key, step.at(key) + " must hold words, at most " + LONGEST_LINE + " characters");
        }
        return line;
    }

    private static Duration time(Section step, String key) {
        return step.millis(key, 1, LONGEST_MS)
                .orElseThrow(() -> step.fault(key, step.at(key) + " must be milliseconds"));
    }

    private static String pressed(Section step) {
        return step.text("press")
                .filter(keys -> PRESSED.matcher(keys).matches())
                .orElseThrow(() -> step.fault(
                        "press", step.at("press") + " must be 1 to 32 of 0-9 * # A-D, in quotes as \"12#\""));
    }
}
