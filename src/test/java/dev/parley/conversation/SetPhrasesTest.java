package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a persona says in every call. */
class SetPhrasesTest {
    private final FakeTools tools = new FakeTools();

    @Test
    void aToolsOwnSentenceIsSaidWhereThePersonaHasNone() {
        var persona = persona(Optional.empty());

        assertThat(SetPhrases.filler(persona, tools, "find_table")).contains("Let me look at the book.");
        assertThat(SetPhrases.filler(persona, tools, FakeTools.LASTING)).contains("One moment, please.");
        assertThat(SetPhrases.of(persona, tools).urgent()).contains("Let me look at the book.", "One moment, please.");
    }

    @Test
    void thePersonasOwnTakesTheirPlace() {
        var persona = persona(Optional.of("Moment."));

        assertThat(SetPhrases.filler(persona, tools, "find_table")).contains("Moment.");
        assertThat(SetPhrases.usualFiller(persona)).contains("Moment.");
        assertThat(SetPhrases.of(persona, tools).urgent())
                .contains("Moment.")
                .doesNotContain("Let me look at the book.", "One moment, please.");
    }

    private static Persona persona(Optional<String> filler) {
        var usual = TestPersonas.persona(Optional.empty(), true, 2);
        var limits = new Persona.Limits(
                Duration.ofMinutes(10),
                "Our time is up.",
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                "Sorry.",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                filler);
        return TestPersonas.limited(usual, limits);
    }
}
