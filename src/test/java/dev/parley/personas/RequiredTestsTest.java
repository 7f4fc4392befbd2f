package dev.parley.personas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import dev.parley.agents.PersonaTest.Mode;
import dev.parley.rehearsal.RehearsalResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which results prove a text. */
class RequiredTestsTest {
    private static final String LINES =
            """
            tests:
                - {name: one, mode: both, conversation: [{say: Hello}]}
                - {name: two, required: false, conversation: [{say: Hello}]}""";

    private final Studio studio = new Studio();

    @Test
    void everyRequiredTestInEveryModeThatItAsksFor() {
        var persona = persona();

        assertThat(PersonaTesting.provesAll(persona, List.of(result("one", Mode.TEXT, true))))
                .isFalse();
        assertThat(PersonaTesting.provesAll(
                        persona, List.of(result("one", Mode.TEXT, true), result("one", Mode.VOICE, false))))
                .isFalse();
        assertThat(PersonaTesting.provesAll(
                        persona,
                        List.of(
                                result("one", Mode.TEXT, true),
                                result("one", Mode.VOICE, true),
                                result("two", Mode.TEXT, false))))
                .isTrue();
    }

    @Test
    void howManyPassedIsToldWhereAllRequiredOnesWereRun() {
        var persona = persona();

        assertThat(PersonaTesting.passRate(persona, List.of(result("one", Mode.TEXT, true))))
                .isEmpty();
        assertThat(PersonaTesting.passRate(
                        persona,
                        List.of(
                                result("one", Mode.TEXT, true),
                                result("one", Mode.VOICE, false),
                                result("two", Mode.TEXT, false))))
                .hasValue(0.5);
    }

    private Persona persona() {
        var reading = studio.format.read(Studio.id("desk"), Studio.text("desk", "Hello.", LINES));
        return reading.persona().orElseThrow(() -> new AssertionError(reading.findings()));
    }

    private static RehearsalResult result(String test, Mode mode, boolean passed) {
        return new RehearsalResult(test, mode, true, passed, passed ? 1 : 0, 1, List.of());
    }
}
