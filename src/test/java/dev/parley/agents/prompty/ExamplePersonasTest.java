package dev.parley.agents.prompty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.ChatMessage;
import dev.parley.agents.Persona;
import dev.parley.agents.PersonaId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The personas that come with Parley. */
class ExamplePersonasTest {
    private static final List<String> TOOLS = List.of(
            "opening_hours",
            "take_message",
            "look_up_order",
            "check_stock",
            "place_order",
            "free_times",
            "book_appointment",
            "end_call");

    @ParameterizedTest
    @ValueSource(strings = {"reception", "orders"})
    void eachLoadsGreetsAndKnowsTheCall(String id) {
        var personas = ReadFolder.of(Path.of("prompty"), TOOLS);
        assertThat(personas.faults()).isEmpty();
        var persona = personas.find(new PersonaId(id)).orElseThrow();
        var call = Map.<String, Object>of("callerNumber", "+15550100777", "date", "1 May 2026", "weekday", "Friday");

        assertThat(persona.greetingFor(call)).isPresent();
        assertThat(persona.turns().interruption().by()).isEqualTo(Persona.InterruptBy.MIN_WORDS);
        assertThat(persona.tools()).contains("end_call");
        assertThat(persona.prompt().render(call))
                .singleElement()
                .isInstanceOfSatisfying(ChatMessage.Instructions.class, instructions -> assertThat(instructions.text())
                        .contains("Friday", "1 May 2026", "+15550100777")
                        .doesNotContain("{{"));
    }
}
