package dev.parley.emulator.thinking;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Answers that a test put down beforehand. Each turn is given once: a request gets the first turn left that fits it, of the
 * oldest script that fits it. Thread-safe.
 */
@ApplicationScoped
public class ScriptedTurns {
    /** More than any test puts down. */
    public static final int MOST_SCRIPTS = 200;

    private final List<Script> scripts = new ArrayList<>();

    /**
     * @param when text that must occur in what the caller said last, case aside; empty: always fits
     */
    public record Turn(Optional<String> when, Thought thought) {
        boolean fits(Question question) {
            return when.map(part -> contains(question.lastUserText(), part)).orElse(true);
        }
    }

    private record Script(Optional<String> forCall, List<Turn> left) {
        boolean fits(Question question) {
            return forCall.map(part -> contains(question.system(), part)).orElse(true);
        }
    }

    /**
     * Puts a script down.
     *
     * @param forCall text that must occur in the system prompt, such as the caller's number; empty: for every call
     * @return false if there are too many already
     */
    public synchronized boolean add(Optional<String> forCall, List<Turn> turns) {
        scripts.removeIf(script -> script.left().isEmpty());
        if (scripts.size() >= MOST_SCRIPTS) {
            return false;
        }
        return scripts.add(new Script(forCall, new ArrayList<>(turns)));
    }

    /** How many turns are left in all scripts. */
    public synchronized int left() {
        return scripts.stream().mapToInt(script -> script.left().size()).sum();
    }

    public synchronized void clear() {
        scripts.clear();
    }

    synchronized Optional<Thought> next(Question question) {
        for (Script script : scripts) {
            if (script.fits(question)) {
                for (Iterator<Turn> left = script.left().iterator(); left.hasNext(); ) {
                    Turn turn = left.next();
                    if (turn.fits(question)) {
                        left.remove();
                        return Optional.of(turn.thought());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }
}
