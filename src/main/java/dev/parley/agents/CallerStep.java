package dev.parley.agents;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * One thing that the caller of a {@link PersonaTest} does, and what is expected of the agent from then until the next.
 *
 * @param act what
 * @param afterWords done when the agent has said so many words of its turn, 1 to 200; empty: once the agent is silent
 * @param expected of what the agent then says and does
 */
public record CallerStep(Act act, OptionalInt afterWords, ExpectedReply expected) {
    /** What a caller can do. Times are above 0 and at most two minutes. */
    public sealed interface Act {
        record Say(String line) implements Act {
            @Override
            public String toString() {
                return "Say";
            }
        }

        /** Says nothing for that long. */
        record BeSilent(Duration time) implements Act {}

        /** Something loud that is no voice. */
        record MakeNoise(Duration time) implements Act {}

        /** Presses keys of 0-9 * # A-D. */
        record Press(String keys) implements Act {
            @Override
            public String toString() {
                return "Press";
            }
        }

        record HangUp() implements Act {}
    }
}
