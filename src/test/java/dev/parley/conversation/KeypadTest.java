package dev.parley.conversation;

import dev.parley.agents.Persona;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a caller enters by keys. */
class KeypadTest {
    @Test
    void keysAreTheCallersWords() {
        Dialogue.begun()
                .presses("12#")
                .modelWasAsked(1)
                .modelWasTold("agent: " + Dialogue.GREETING, "caller: [keys pressed: 12]")
                .modelAnswers("Twelve.")
                .after(Duration.ofSeconds(2))
                .presses("7")
                .modelWasAsked(1)
                .after(Deadline.KEYS.usual())
                .modelWasAsked(2)
                .modelWasTold(
                        "agent: " + Dialogue.GREETING,
                        "caller: [keys pressed: 12]",
                        "agent: Twelve.",
                        "caller: [keys pressed: 7]");
    }

    @Test
    void aKeyCutsTheAgent() {
        Dialogue.begins().after(Duration.ofMillis(1_000)).presses("1").transcriptIs("agent: Hello, how [cut]");
    }

    /** The entry is complete before it is known what was heard of the greeting. */
    @Test
    void anEmptyEntryWhereOnlyWordsInterruptIsAnsweredToo() {
        var policy = new Persona.InterruptionPolicy(
                Persona.InterruptBy.KEYWORD, 2, Duration.ofMillis(250), List.of("stop"), Optional.empty(), true, true);

        Dialogue.begins(TestPersonas.persona(Optional.of(Dialogue.GREETING), policy))
                .after(Duration.ofSeconds(1))
                .presses("#")
                .after(Duration.ofSeconds(1))
                .modelWasAsked(1);
    }
}
