package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.agents.Persona;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GreetingTest {
    @Test
    void theAgentSpeaksFirst() {
        Dialogue.begun().transcriptIs("agent: " + Dialogue.GREETING).modelWasAsked(0);
    }

    @Test
    void withoutAGreetingTheModelGreets() {
        Dialogue.begins(TestPersonas.persona(Optional.empty(), true, 2))
                .modelAnswers("Good morning.")
                .after(Duration.ofSeconds(2))
                .transcriptIs("agent: Good morning.");
    }

    @Test
    void theGreetingCanBeInterrupted() {
        Dialogue.begins()
                .after(Duration.ofMillis(1_000))
                .callerBegins("when are")
                .transcriptIs("agent: Hello, how [cut]")
                .callerEnds("When are you open?")
                .modelAnswers("Nine to five.")
                .after(Duration.ofSeconds(2))
                .transcriptIs("agent: Hello, how [cut]", "caller: When are you open?", "agent: Nine to five.");
    }

    @Test
    void aNoticeThatMustBeHeardIsHeardWhateverTheCallerSays() {
        var notice = "This call is recorded. How can I help?";
        Dialogue.begins(TestPersonas.persona(
                        Optional.of(notice),
                        new Persona.InterruptionPolicy(
                                Persona.InterruptBy.ANY_SPEECH,
                                2,
                                Duration.ofMillis(250),
                                List.of(),
                                Optional.empty(),
                                true,
                                false)))
                .callerSays("Hello, is anybody there?")
                .after(Duration.ofMillis(900))
                .voiceBegins()
                .after(Duration.ofSeconds(1))
                .voiceEnds()
                .presses("1#")
                .modelWasAsked(0)
                .after(Duration.ofSeconds(2))
                .modelWasTold("agent: " + notice, "caller: Hello, is anybody there? [keys pressed: 1]");
    }

    @Test
    void aGreetingOfWhichNothingWasHeardLeavesNoTrace() {
        Dialogue.begins()
                .callerSays("Is anybody there?")
                .modelWasTold("caller: Is anybody there?")
                .transcriptIs("caller: Is anybody there?");
    }

    @Test
    void theGreetingIsCutIntoPiecesThatFollowWithoutAGap() {
        var dialogue = Dialogue.begins(
                        TestPersonas.persona(Optional.of("Hello. This is the reception. How can I help?"), true, 2))
                .after(Duration.ofSeconds(5));
        assertThat(dialogue.spoken()).containsExactly("Hello.", "This is the reception.", "How can I help?");
        var frames = dialogue.line.played;
        for (int i = 1; i < frames.size(); i++) {
            assertThat(frames.get(i).startNanos() - frames.get(i - 1).startNanos())
                    .isEqualTo(20_000_000L);
        }
    }
}
