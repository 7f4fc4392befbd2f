package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona.InterruptBy;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls in which caller, model, tools and network do things in any order: what must hold holds, whatever the order. A call that
 * fails prints its seed and what happened; {@code -Dparley.interleaving.from=SEED -Dparley.interleaving.calls=1} has it again.
 */
class SpeechToSpeechInterleavingTest {
    private static final OptionalLong FROM = asked("from");
    private static final int CALLS = (int) asked("calls").orElse(400);
    private static final int FRESH_CALLS = 60;

    @ParameterizedTest
    @EnumSource(InterruptBy.class)
    void whateverTheOrderOneResponseIsUnderWayAndNothingCutIsHeard(InterruptBy by) {
        int truncations = 0;
        int rollovers = 0;
        int waits = 0;
        for (long seed = FROM.orElse(0); seed < FROM.orElse(0) + CALLS; seed++) {
            var call = new RandomSpeechToSpeechCall(by, seed).run();
            truncations += call.truncations();
            rollovers += call.rollovers();
            waits += call.waits();
        }
        if (FROM.isPresent()) {
            return; // some calls again, too few to count what happens in them
        }
        assertThat(rollovers).as("sessions that another one took over from").isGreaterThan(CALLS / 4);
        assertThat(waits).as("questions that were waited upon").isGreaterThan(CALLS / 4);
        assertThat(truncations).as("answers that were cut while they sounded").isGreaterThan(10);
    }

    @ParameterizedTest
    @EnumSource(InterruptBy.class)
    void soItIsInCallsThatNobodyHasSeenBefore(InterruptBy by) {
        long from = ThreadLocalRandom.current().nextLong(1_000_000, 1L << 40);
        for (long seed = from; seed < from + FRESH_CALLS; seed++) {
            new RandomSpeechToSpeechCall(by, seed).run();
        }
    }

    private static OptionalLong asked(String what) {
        var value = Long.getLong("parley.interleaving." + what);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
