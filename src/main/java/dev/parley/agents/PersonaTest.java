package dev.parley.agents;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dialogue that a persona must be able to lead: what a caller does, and what is expected of the agent. Part of the persona, so
 * it changes with it. Immutable.
 *
 * @param name unique within its persona, 1 to 80 characters
 * @param required whether publishing waits until it has passed
 * @param mode how it is run
 * @param runs how often it is run, 1 to 20
 * @param passRate share of the runs that must pass, above 0 to 1
 * @param inputs values of the call by name: caller's number, weekday, and what the prompt declares
 * @param tools what the persona's tools do meanwhile
 * @param conversation what the caller does, in this order
 * @param expected of the whole call
 */
public record PersonaTest(
        String name,
        boolean required,
        Mode mode,
        int runs,
        double passRate,
        Map<String, String> inputs,
        TestTools tools,
        List<CallerStep> conversation,
        ExpectedCall expected) {
    public PersonaTest {
        inputs = Map.copyOf(inputs);
        conversation = List.copyOf(conversation);
    }

    /** How a test is run. */
    public enum Mode {
        /** Words instead of sound, in virtual time: fast, and no latency is judged. */
        TEXT,
        /** The caller's lines are spoken and the agent is heard, in real time. */
        VOICE,
        BOTH;

        /** Whether a test of this mode is run in that one, which is not BOTH. */
        public boolean includes(Mode other) {
            return this == other || this == BOTH;
        }
    }

    /**
     * @param live whether tools run for real; else they answer by their mocks, and one without a mock fails
     * @param mocks answers by tool, one per call; the last one goes on
     */
    public record TestTools(boolean live, Map<String, List<Mock>> mocks) {
        public TestTools {
            var copies = new LinkedHashMap<String, List<Mock>>();
            mocks.forEach((tool, answers) -> copies.put(tool, List.copyOf(answers)));
            mocks = Collections.unmodifiableMap(copies);
        }
    }

    /**
     * @param content JSON or plain text, what the model reads
     * @param failed whether it is a failure
     * @param after how long the tool takes
     */
    public record Mock(String content, boolean failed, Duration after) {}
}
