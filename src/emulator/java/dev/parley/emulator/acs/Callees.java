package dev.parley.emulator.acs;

import dev.parley.emulator.acs.caller.ScriptStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The people whom the server can call. Whoever was not introduced listens, says a sentence and stays on the line; numbers that end
 * in 0000 never answer, those in 9999 are busy. Thread-safe.
 */
@ApplicationScoped
public class Callees {
    private static final int MOST = 200;
    private static final int RING_MS = 1000;

    private final Map<String, Callee> known = new LinkedHashMap<>(16, 0.75f, false) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Callee> eldest) {
            return size() > MOST;
        }
    };

    /**
     * One who can be called.
     *
     * @param callerRateHz rate of the phone
     * @param human whether the ear is human
     * @param ringMs how long it rings before the phone is taken
     */
    public record Callee(
            List<ScriptStep> script, int callerRateHz, boolean human, int ringMs, int downlinkMs, int jitterMs) {
        public Callee {
            script = List.copyOf(script);
        }
    }

    /** How a number reacts to a call. */
    public enum Reaction {
        ANSWERS,
        NEVER_ANSWERS,
        BUSY
    }

    /** Introduces somebody; the oldest of many is forgotten. */
    public synchronized void introduce(String number, Callee callee) {
        known.put(number, callee);
    }

    /** Who takes the phone at a number. */
    public synchronized Callee at(String number, AcsSettings settings) {
        return Optional.ofNullable(known.get(number))
                .orElseGet(() -> new Callee(
                        List.of(ScriptStep.inTurn(new ScriptStep.Act.Say("Hello, who is calling please?", true))),
                        16_000,
                        false,
                        RING_MS,
                        settings.downlinkMs(),
                        settings.jitterMs()));
    }

    public static Reaction reaction(String number) {
        if (number.endsWith("0000")) {
            return Reaction.NEVER_ANSWERS;
        }
        return number.endsWith("9999") ? Reaction.BUSY : Reaction.ANSWERS;
    }
}
