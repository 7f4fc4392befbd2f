package dev.parley.rehearsal;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaTest;
import dev.parley.config.ConversationSettings;
import dev.parley.conversation.Opening;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a rehearsed call begins with. */
final class TestCall {
    /** No test needs a longer one; in voice mode it is real time. */
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final String CALLER = "+15550100100";
    private static final String CALLED = "+15550100200";
    /** Inputs that are no values of a context: numbers stand for themselves, the others make the day. */
    private static final Set<String> OF_THE_CALL = Set.of("callerNumber", "calledNumber", "date", "time", "weekday");

    private TestCall() {}

    static Opening opening(String callId, Persona persona, PersonaTest test) {
        Map<String, String> context = new HashMap<>(test.inputs());
        context.keySet().removeAll(OF_THE_CALL);
        return new Opening(
                callId,
                persona,
                test.inputs().getOrDefault("callerNumber", CALLER),
                test.inputs().getOrDefault("calledNumber", CALLED),
                context,
                Optional.empty());
    }

    static ConversationSettings limits() {
        return new ConversationSettings(1, LONGEST, Duration.ZERO, Duration.ofSeconds(3));
    }
}
