package dev.parley.agents;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is expected of what the agent says and does. Texts are compared without regard to case and white space.
 *
 * @param says each is contained in what is said
 * @param doesNotSay none of them is
 * @param matches a regular expression that is found in it
 * @param judge in plain words what a model must find to be so
 * @param calls tools that are called
 * @param reply longest time from the end of the caller's voice to the answer; judged in voice mode alone
 */
public record ExpectedReply(
        List<String> says,
        List<String> doesNotSay,
        Optional<String> matches,
        Optional<String> judge,
        List<Call> calls,
        Optional<Duration> reply) {
    public static final ExpectedReply ANYTHING =
            new ExpectedReply(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

    public ExpectedReply {
        says = List.copyOf(says);
        doesNotSay = List.copyOf(doesNotSay);
        calls = List.copyOf(calls);
    }

    /**
     * @param tool its name
     * @param with arguments that it is called with, maps, lists, texts, numbers and booleans; others do not matter
     */
    public record Call(String tool, Map<String, Object> with) {
        public Call {
            with = new LinkedHashMap<>(with);
        }
    }
}
