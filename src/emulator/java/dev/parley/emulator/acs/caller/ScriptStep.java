package dev.parley.emulator.acs.caller;

import java.util.OptionalInt;

/**
 * One thing the scripted caller does, and when: after the agent's turn is over unless it says otherwise.
 *
 * @param afterWords does it as soon as so many words of the agent's turn were heard, while the agent speaks
 * @param afterMs does it so many milliseconds after the step before, whatever the agent does
 */
public record ScriptStep(Act act, OptionalInt afterWords, OptionalInt afterMs) {

    /** What is done. */
    public sealed interface Act {
        /** Speaks; with {@code pauses}, pauses of 300-900 ms come between some of the words. */
        record Say(String text, boolean pauses) implements Act {}

        /** Presses keys, four a second. */
        record Press(String tones) implements Act {}

        /** Stays silent. */
        record Silence(int ms) implements Act {}

        /** Makes a noise that is no speech. */
        record Noise(int ms) implements Act {}

        /** Puts the phone down. */
        record HangUp() implements Act {}
    }

    /** A step that waits for its turn. */
    public static ScriptStep inTurn(Act act) {
        return new ScriptStep(act, OptionalInt.empty(), OptionalInt.empty());
    }

    /** A step that interrupts. */
    public static ScriptStep bargingIn(Act act, int afterWords) {
        return new ScriptStep(act, OptionalInt.of(afterWords), OptionalInt.empty());
    }
}
